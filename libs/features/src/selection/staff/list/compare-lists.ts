import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { Gauge } from '#domain/selection/draft/gauges.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { type CandidateSet, CandidateSets, mayChoose } from '../candidates/candidate-sets.js'
import { ofWave } from '../engine-input.js'
import { type CountedList, countedList, countedUnder, pendingInvitations, settledOf } from './list-counts.js'
import { type KnownList, knownList, type ListRow } from './list-rows.js'
import { owesWord } from './sign-word.js'

export interface Comparison {
  readonly one: ListRow
  readonly other: ListRow
  /** Case numbers, sorted. */
  readonly onlyOne: readonly string[]
  readonly onlyOther: readonly string[]
  readonly both: number
  /**
   * Of the first list, with the second as what is tried; null before the word, and where this session's keys do not open
   * what is counted.
   */
  readonly counts: CountedList | null
  /** This member of the board has not signed for the figures yet. */
  readonly owesWord: boolean
}

/** Two draft lists beside each other. */
@Injectable()
export class CompareLists {
  constructor(
    private readonly database: Database,
    private readonly sets: CandidateSets,
  ) {}

  /** Refuses: not_found. */
  async run(actor: StaffActor, id: string, otherId: string): Promise<Outcome<Comparison, 'not_found'>> {
    const one = mayChoose(actor) ? await knownList(this.database, actor, id) : null
    const other = one && (await knownList(this.database, actor, otherId))
    if (!one || !other) return refuse('not_found')
    const set = await this.sets.of(actor)
    const mustSign = await owesWord(this.database, actor)
    const [mine, theirs] = [one.draft.members, other.draft.members]
    const without = (list: ReadonlySet<string>, than: ReadonlySet<string>) =>
      [...list].flatMap((person) => (than.has(person) ? [] : (set.byId.get(person)?.caseNumber ?? []))).toSorted()

    return done({
      one: one.row,
      other: other.row,
      onlyOne: without(mine, theirs),
      onlyOther: without(theirs, mine),
      both: [...mine].filter((person) => theirs.has(person) && set.byId.has(person)).length,
      counts: set.isOpen && !mustSign ? await this.counts(actor, set, { one, other }) : null,
      owesWord: mustSign,
    })
  }

  /** Held against what the first list is; where the two are of different waves, among the people of both. */
  private async counts(
    actor: StaffActor,
    set: CandidateSet,
    { one, other }: { readonly one: KnownList; readonly other: KnownList },
  ): Promise<CountedList> {
    const { members, pinned } = one.draft
    const settled = await settledOf(this.database, one.row.id)
    const pending = await pendingInvitations(this.database, actor.editionId)
    const lists = { members, settled, pinned, pending, withThese: other.draft.members }
    const isOneWave = one.row.wave === other.row.wave
    const under = await countedUnder(this.database, actor, one.row)
    const counts = countedList(isOneWave ? ofWave(set, one.row) : set, under, lists)

    // Who is left would be of one of the two lists, under the pins of the other.
    return { ...counts, gauges: counts.gauges.map(withoutRemaining) }
  }
}

const withoutRemaining = (gauge: Gauge): Gauge => ({
  ...gauge,
  rows: gauge.rows.map((row) => ({ ...row, remaining: null })),
})
