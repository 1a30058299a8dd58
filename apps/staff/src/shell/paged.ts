import { emptyPage, type PageAfter, pageAfter } from '#domain/page-after.js'
import { idOf } from './found.js'

/** One page of a list that is whole in memory, and how long the list is. */
export interface Paged<T> extends PageAfter<T> {
  readonly isFirst: boolean
  readonly count: number
}

/** The page after the row whose id the address names, the first without one; an id that is in no row begins nothing. */
export function paged<T>(all: readonly T[], idIn: (row: T) => string, after: unknown, size: number): Paged<T> {
  const cursor = typeof after === 'string' ? idOf(after) : undefined
  const shown = pageAfter(all, idIn, { after: cursor, size }) ?? emptyPage
  return { ...shown, isFirst: cursor === undefined, count: all.length }
}
