import { applicationLifecycle } from '#domain/application/lifecycle.js'
import type { Lifecycle } from '#domain/lifecycle.js'

const table: Lifecycle = applicationLifecycle

/** The staff label; it stands in the lifecycle, so that page and printed document agree. */
export const stateLabel = (state: string): string => table[state]?.label ?? state
