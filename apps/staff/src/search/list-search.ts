import { Injectable } from '@nestjs/common'
import { type FilterError, parseFilter } from '#domain/filter/parse.js'
import {
  addressedFilter,
  type ApplicationQuery,
  readQuery,
} from '#features/application/staff/search/application-query.js'
import { fileFields } from '#features/application/staff/search/file-fields.js'
import { KeptSearches } from '#features/application/staff/search/kept-searches.js'
import { SavedSearches } from '#features/application/staff/search/saved-searches.js'
import { type FittingFiles, SearchFiles, type SearchLack } from '#features/application/staff/search/search-files.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import type { CountedSearch } from '../saved/saved-search.page.js'
import { idOf } from '../shell/found.js'
import { SearchForm } from './search.form.js'

/** A search as it was typed and cannot be followed. */
export interface FlawedSearch {
  readonly query: ApplicationQuery
  readonly text: string
  readonly flaws: readonly FilterError[]
}

/** How a list with rows of its own is searched. */
export interface SearchLook extends Partial<FlawedSearch> {
  readonly query: ApplicationQuery
  /** Absent where nothing is asked, or nothing that can be read. */
  readonly fitting?: FittingFiles
  readonly lack?: 'unknown_state' | SearchLack
}

/** Searches of lists, each with rows of its own: in the one language, kept in one way, answered with the viewer's rights. */
@Injectable()
export class ListSearch {
  constructor(
    private readonly kept: KeptSearches,
    private readonly files: SearchFiles,
    private readonly saved: SavedSearches,
  ) {}

  /** What was typed: codes become a query for an address, words are kept with the session. Fault `malformed_form`. */
  async take(me: StaffActor, body: unknown): Promise<ApplicationQuery | FlawedSearch> {
    const { values, errors } = readForm(SearchForm, body)
    const { text = '', state, order } = values
    if (errors['state'] || errors['order']) throw new Fault('malformed_form')
    if (text.trim() === '') return { state, order }
    const parsed = parseFilter(text, fileFields)
    if (!parsed.ok) return { query: { state, order }, text, flaws: parsed.errors }
    const filter = addressedFilter(parsed.filter)
    if (filter !== null) return { state, order, filter }

    return { state, order, search: await this.kept.keep(me, text) }
  }

  /** What an address asks. A search that is over is one that nothing fits, never everything. */
  async look(me: StaffActor, asked: Readonly<Record<string, unknown>>): Promise<SearchLook> {
    const read = readQuery(asked)
    const query = read.ok ? read.query : {}
    for (const id of [query.search, query.after]) if (id !== undefined) idOf(id)
    if (!read.ok) return { query, lack: read.lack }
    const { state, filter, search, order = 'case' } = query
    const text = (search && (await this.kept.find(me, search))) ?? filter
    if (!state && !filter && !search && order === 'case') return { query }
    const fitting = await this.files.fitting(me, query)

    return { query, text, ...(typeof fitting === 'string' ? { lack: fitting } : { fitting }) }
  }

  /** Searches that stay, for beside a list, with how many of its rows each fits; none beside one that was not understood. */
  async beside(
    me: StaffActor,
    { flaws }: SearchLook,
    rowIds: ReadonlySet<string>,
  ): Promise<CountedSearch[] | undefined> {
    if (flaws) return undefined
    const searches = await this.saved.list(me)
    const fits = await this.files.fittingEach(me, searches)

    return searches.map((one, at) => ({ ...one, count: fits[at]?.filter((id) => rowIds.has(id)).length ?? null }))
  }
}

export const isFlawed = (taken: ApplicationQuery | FlawedSearch): taken is FlawedSearch => 'flaws' in taken

/** The rows that fit, in the order asked: all where nothing is asked, none where what is asked cannot be read. */
export function fittingRows<T>(
  rows: readonly T[],
  idOfRow: (row: T) => string,
  { fitting, lack }: SearchLook,
): readonly T[] {
  if (lack) return []
  if (!fitting) return rows
  const byId = new Map(rows.map((row) => [idOfRow(row), row]))

  return fitting.ids.flatMap((id) => byId.get(id) ?? [])
}
