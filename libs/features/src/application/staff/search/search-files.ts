import { Injectable } from '@nestjs/common'
import { emptyPage, pageAfter } from '#domain/page-after.js'
import type { FilterNotice } from '#domain/filter/parse.js'
import { matching } from '#domain/filter/matches.js'
import { inOrder } from '#domain/filter/record.js'
import type { Filter } from '#domain/filter/tree.js'
import { fieldsIn } from '#domain/filter/uses.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Keyring } from '#platform/vault/keyring.js'
import { openNames } from '../open-names.js'
import { type ApplicationQuery, type FileOrder, filterOf } from './application-query.js'
import { joinedNeed, type Need, needOf } from './file-fields.js'
import { KeptSearches } from './kept-searches.js'
import { hiddenFields, mayRead, searchable, tagsOf } from './searchable.js'
import type { SeenPlain } from './seen-by.js'
import { type UnknownValue, unknownValue } from './unknown-value.js'
import { answered, type WorkingSet, WorkingSets } from './working-sets.js'

/** A file in a list. */
export interface ListedFile
  extends Pick<
    SeenPlain,
    'id' | 'caseNumber' | 'state' | 'answerLanguage' | 'submittedWeek' | 'isHeld' | 'isUnanswered'
  > {
  /** Chosen name; null where the viewer does not hold `contact`. */
  readonly name: string | null
  /** As the viewer sees them, where the search is about tags; otherwise none. */
  readonly tags: readonly string[]
}

export interface FoundFiles {
  readonly rows: readonly ListedFile[]
  readonly next: string | null
  /** How many files fit, of how many the viewer sees. */
  readonly fit: number
  readonly seen: number
  readonly notices: readonly FilterNotice[]
  /** A value no file of the viewer can have: the list is empty then. */
  readonly unknown: UnknownValue | null
}

/** Which files fit, for a list with rows of its own. */
export interface FittingFiles extends Pick<FoundFiles, 'notices' | 'unknown'> {
  /** In the order asked. */
  readonly ids: readonly string[]
}

export type SearchLack = 'search_over' | 'unknown_filter'

interface Asked {
  readonly filter: Filter
  readonly order: FileOrder
  /** Names what is asked in the answers kept. */
  readonly key: string
  readonly notices: readonly FilterNotice[]
}

const pageSize = 50
const sortedBy: Readonly<Record<FileOrder, string>> = {
  case: 'case',
  name: 'name',
  week: 'submitted',
  waiting: 'waiting',
  score: 'score',
}

/** Looks through the files a member of staff may see, by what their own session can open. */
@Injectable()
export class SearchFiles {
  constructor(
    private readonly keyring: Keyring,
    private readonly sets: WorkingSets,
    private readonly kept: KeptSearches,
  ) {}

  /** A page of 50. A cursor that is not in the list: an empty page. A code where the query is none any more. */
  async run(actor: StaffActor, query: ApplicationQuery): Promise<FoundFiles | SearchLack> {
    const asked = await this.asked(actor, query)
    if (typeof asked === 'string') return asked
    const set = await this.sets.of(actor, needFor(asked))
    const fit = fitting(set, asked)
    const shown = pageAfter(fit, (id) => id, { after: query.after, size: pageSize }) ?? emptyPage

    return {
      rows: await this.rows(set, shown.rows),
      next: shown.next,
      fit: fit.length,
      seen: set.seen.length,
      notices: asked.notices,
      unknown: unknownValue(set, asked.filter),
    }
  }

  /** Every file that fits, in order, for acts and exports over all of them. A code where the query is none any more. */
  async all(actor: StaffActor, query: ApplicationQuery): Promise<readonly SeenPlain[] | SearchLack> {
    const asked = await this.asked(actor, query)
    if (typeof asked === 'string') return asked
    const set = await this.sets.of(actor, needFor(asked))

    return fitting(set, asked).flatMap((id) => set.byId.get(id) ?? [])
  }

  /** The same by their ids alone, with what is to be said of the query. A code where the query is none any more. */
  async fitting(actor: StaffActor, query: ApplicationQuery): Promise<FittingFiles | SearchLack> {
    const asked = await this.asked(actor, query)
    if (typeof asked === 'string') return asked
    const set = await this.sets.of(actor, needFor(asked))

    return { ids: fitting(set, asked), notices: asked.notices, unknown: unknownValue(set, asked.filter) }
  }

  /** How many files fit each query. Null where it is none, or asks sealed fields this session has not opened. */
  async counts(actor: StaffActor, queries: readonly ApplicationQuery[]): Promise<(number | null)[]> {
    const fits = await this.fittingEach(actor, queries)
    return fits.map((ids) => (ids ? ids.length : null))
  }

  /** Ids of the files that fit each query, from one look at all of them. Null as for `counts`. */
  async fittingEach(actor: StaffActor, queries: readonly ApplicationQuery[]): Promise<(readonly string[] | null)[]> {
    const holds = this.sets.holds(actor)
    const asked = queries.map((query) => {
      const one = askedOf(query)
      return one && (holds || !needFor(one).sealed) ? one : null
    })
    const needs = asked.flatMap((one) => (one ? [needFor(one)] : []))
    if (needs.length === 0) return asked.map(() => null)
    const set = await this.sets.of(actor, joinedNeed(needs))

    return asked.map((one) => one && fitting(set, one))
  }

  private async asked(actor: StaffActor, query: ApplicationQuery): Promise<Asked | SearchLack> {
    const typed = query.search && (await this.kept.find(actor, query.search))
    if (typed === null) return 'search_over'
    return askedOf(query, typed) ?? (typed === undefined ? 'unknown_filter' : 'search_over')
  }

  private async rows(set: WorkingSet, ids: readonly string[]): Promise<ListedFile[]> {
    const files = ids.flatMap((id) => set.byId.get(id) ?? [])
    const named = files.filter((file) => mayRead(set.actor, file).contact)
    const missing = named.filter(({ id }) => !set.opened.has(id)).map(({ id }) => id)
    const names = await openNames(this.keyring, set.actor, missing)
    const nameOf = ({ id }: SeenPlain): string | null => set.opened.get(id)?.name ?? names.get(id) ?? null

    return files.map((file) => ({
      ...listedOf(file),
      name: named.includes(file) ? nameOf(file) : null,
      tags: tagsOf(set.actor, file, set.facts.tags?.get(file.id) ?? []),
    }))
  }
}

/** What lists show, and nothing else that is known of a file. */
const listedOf = ({ id, caseNumber, state, answerLanguage, submittedWeek, isHeld, isUnanswered }: SeenPlain) => ({
  id,
  caseNumber,
  state,
  answerLanguage,
  submittedWeek,
  isHeld,
  isUnanswered,
})

function askedOf(query: ApplicationQuery, typed?: string): Asked | null {
  const understood = filterOf(query, typed)
  if (!understood.ok) return null
  const { filter, notices } = understood
  const { state, filter: text, search, order = 'case' } = query

  return { filter, notices, order, key: JSON.stringify([state, text, search, order]) }
}

const needFor = ({ filter, order }: Asked): Need => needOf(new Set([...fieldsIn(filter), sortedBy[order]]))

/** Ids of the files that fit, in order; none where a value is asked that no file can have. */
const fitting = (set: WorkingSet, asked: Asked): readonly string[] =>
  unknownValue(set, asked.filter) ? [] : answered(set, asked.key, () => found(set, asked))

function found(set: WorkingSet, { filter, order }: Asked): string[] {
  const fits = matching(filter)
  const hiddenOf = hiddenFields(set.actor, new Set([...fieldsIn(filter), sortedBy[order]]))
  // Thousands of records are made, one at a time, and not kept.
  const kept = set.seen.flatMap((file) => {
    const record = searchable(set, file, set.opened.get(file.id), hiddenOf(file))
    return fits(record) ? [{ id: file.id, value: record.values.get(sortedBy[order]) }] : []
  })
  // Files came by case number, and sorting keeps the order of what is equal.
  const sorted = order === 'case' ? kept : kept.toSorted((one, other) => inOrder(one.value, other.value))

  return sorted.map(({ id }) => id)
}
