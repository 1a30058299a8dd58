import { applicationLifecycle, type ApplicationState } from '#domain/application/lifecycle.js'
import type { Lifecycle } from '#domain/lifecycle.js'

const table: Lifecycle = applicationLifecycle

/** States in the order of the lifecycle. */
export const states = Object.keys(applicationLifecycle) as ApplicationState[]

/** States a file on a staff page can stand in. */
export const listedStates = states.filter((state) => state !== 'draft' && state !== 'erased')

/** The staff label; it stands in the lifecycle, so that page and printed document agree. */
export const stateLabel = (state: string): string => table[state]?.label ?? state
