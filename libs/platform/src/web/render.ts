import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** A whole page as text. Every value in it is escaped. */
export const render = (page: VNode): string => `<!doctype html>${renderToString(page)}`
