import type { FilterNotice } from '#domain/filter/parse.js'
import { parseFilter } from '#domain/filter/parse.js'
import { printFilter } from '#domain/filter/print.js'
import { type Filter, joined } from '#domain/filter/tree.js'
import { saysOnlyCodes } from '#domain/filter/uses.js'
import { Field } from '#platform/form/section.js'
import { readForm } from '#platform/form/read-form.js'
import { listedStates } from '../listed-states.js'
import { fileFields } from './file-fields.js'

/** Orders of the list; files without what they are sorted by, or with what the viewer may not see, stand last. */
export const fileOrders = ['case', 'name', 'week', 'waiting', 'score'] as const
export type FileOrder = (typeof fileOrders)[number]

/** An address stays short enough for everything that carries one. */
export const longestInAddress = 1500

/**
 * Which files, in which order, from where: what lists, counts, exports and acts on many files are asked with, and nothing
 * else. It is the address of the list: ids, codes, classes, days and figures, never a name.
 */
export class ApplicationQuery {
  @Field({ control: 'select', options: listedStates, optional: true })
  state?: string

  @Field({ control: 'select', options: fileOrders, optional: true })
  order?: FileOrder

  /** A filter that says only codes. */
  @Field({ control: 'text', limit: longestInAddress, optional: true })
  filter?: string

  /** Id of a search kept for this session: what was typed into it stands in no address. */
  @Field({ control: 'text', limit: 36, optional: true })
  search?: string

  /** Id of the file after which the page begins. */
  @Field({ control: 'text', limit: 36, optional: true })
  after?: string
}

const names = ['state', 'order', 'filter', 'search', 'after'] as const

/** The one way a query is written: names in one order, and nothing that is not given. */
export function writtenQuery(query: ApplicationQuery): string {
  const given = names.flatMap((name): [string, string][] => (query[name] ? [[name, query[name]]] : []))
  return given.length === 0 ? '' : `?${new URLSearchParams(given)}`
}

/** The same files from after this one; from the first without one. */
export const startingAfter = (
  { state, order, filter, search }: ApplicationQuery,
  after?: string,
): ApplicationQuery => ({
  state,
  order,
  filter,
  search,
  after,
})

export type ReadQuery =
  | { readonly ok: true; readonly query: ApplicationQuery }
  | { readonly ok: false; readonly lack: 'unknown_state' | 'unknown_filter' }

/** A query as an address has it. What is not understood is said, and leads to no file; an unknown order is none. */
export function readQuery(asked: Readonly<Record<string, unknown>>): ReadQuery {
  const given = Object.fromEntries(
    names.flatMap((name) => (typeof asked[name] === 'string' ? [[name, asked[name]]] : [])),
  )
  const { values, errors } = readForm(ApplicationQuery, given)
  if (errors['state']) return { ok: false, lack: 'unknown_state' }
  if (errors['filter'] || (values.filter && values.search)) return { ok: false, lack: 'unknown_filter' }
  const { order, ...rest } = values

  return { ok: true, query: errors['order'] ? rest : { order, ...rest } }
}

export type UnderstoodFilter =
  | { readonly ok: true; readonly filter: Filter; readonly notices: readonly FilterNotice[] }
  | { readonly ok: false }

/** The filter of a query, its state in it; `typed` is what the kept search says. Not ok for one that is none any more. */
export function filterOf({ state, filter = '' }: ApplicationQuery, typed?: string): UnderstoodFilter {
  const parsed = parseFilter(typed ?? filter, fileFields)
  if (!parsed.ok || (typed === undefined && !saysOnlyCodes(parsed.filter, fileFields))) return { ok: false }
  const stateTest: Filter[] = state ? [{ kind: 'term', field: 'state', test: { is: 'choice', value: state } }] : []

  return { ...parsed, filter: joined('and', [...stateTest, parsed.filter]) }
}

/** The filter as it may stand in an address or be kept, written in its one way; null where it holds words or is too long. */
export function addressedFilter(filter: Filter): string | null {
  if (!saysOnlyCodes(filter, fileFields)) return null
  const text = printFilter(filter)
  return text.length <= longestInAddress ? text : null
}
