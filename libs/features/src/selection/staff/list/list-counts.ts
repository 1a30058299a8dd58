import { seededRandom } from '#domain/random.js'
import { type Breach, countList, type ListCounts } from '#domain/selection/counts/what-if.js'
import { type Gauge, gaugesOf } from '#domain/selection/draft/gauges.js'
import { checkInput, type InputError } from '#domain/selection/input/check.js'
import type { Finding } from '#domain/selection/input/finding.js'
import { type Problem, problemOf } from '#domain/selection/problem.js'
import type { ApartPair } from '#domain/vetting/apart.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { apartPairs } from '#features/vetting/index.orm.js'
import type { Database } from '#platform/database/database.js'
import type { CandidateSet } from '../candidates/candidate-sets.js'
import { engineInput, hasPlace } from '../engine-input.js'
import { placesOf, type PlacesOf, type SelectionSettings, settingsRow } from '../settings/settings-rows.js'

/** Everything a list comes to, and nothing about a person. */
export interface CountedList {
  readonly gauges: readonly Gauge[]
  /** `seated` have a place or an invitation and are in every list. */
  readonly places: {
    readonly of: number
    readonly seated: number
    readonly chosen: number
    readonly withThese: number | null
  }
  /** Sum of scores. */
  readonly total: number
  /** Minor units of SEK; null without a budget. */
  readonly money: ListCounts['money']
  /** Languages somebody of the list asks interpretation into. */
  readonly languages: { readonly present: number; readonly most: number }
  readonly breaches: readonly Breach[]
  /** What is wrong with the rules, or with who is on the list for good. */
  readonly findings: readonly Finding<InputError>[]
}

export interface CountedUnder {
  readonly settings: SelectionSettings
  readonly places: PlacesOf
  readonly apart: readonly ApartPair[]
}

/** What lists of the edition are held against now. */
export const countedUnder = async (database: Pick<Database, 'query'>, actor: StaffActor): Promise<CountedUnder> => ({
  settings: await settingsRow(database, actor.editionId),
  places: await placesOf(database, actor.editionId),
  apart: await apartPairs(database, actor),
})

/** The engine's problem for these rules, made once for a set; null when no list can be held against them. */
function fitProblem(set: CandidateSet, under: CountedUnder): Problem | null {
  const key = JSON.stringify(['problem', under.settings.number, under.places, under.apart])
  const known = set.kept.get(key) as Problem | null | undefined
  if (known !== undefined) return known
  const { input } = engineInput(set, under, { pinned: new Map(), apart: under.apart })
  const checked = checkInput(input)
  const made = checked.ok ? problemOf(checked.value, seededRandom(0)) : null
  set.kept.set(key, made)

  return made
}

/** What is wrong with the rules and, where people are on the list or off it for good, with that. */
function findingsOf(
  set: CandidateSet,
  under: CountedUnder,
  pinned: ReadonlyMap<string, 'in' | 'out'>,
): readonly Finding<InputError>[] {
  const key = JSON.stringify(['findings', under.settings.number, under.places, under.apart, [...pinned]])
  const known = set.kept.get(key) as readonly Finding<InputError>[] | undefined
  if (known) return known
  const checked = checkInput(engineInput(set, under, { pinned, apart: under.apart }).input)
  const findings = checked.ok ? [] : checked.about.errors
  set.kept.set(key, findings)

  return findings
}

/** Counts of a list now and, with `ticked` people moved, of what it would be: constant work for each person and rule. */
export function countedList(
  set: CandidateSet,
  under: CountedUnder,
  lists: {
    readonly members: ReadonlySet<string>
    readonly settled: ReadonlySet<string>
    readonly pending: ReadonlySet<string>
    readonly withThese: ReadonlySet<string> | null
    readonly pinned: ReadonlyMap<string, 'in' | 'out'>
  },
): CountedList {
  const seated = new Set(set.people.filter(hasPlace).map(({ id }) => id))
  const withSeated = (ids: ReadonlySet<string>) => new Set([...seated, ...[...ids].filter((id) => set.byId.has(id))])
  const draft = withSeated(lists.members)
  const withThese = lists.withThese && withSeated(lists.withThese)
  const gauges = gaugesOf(
    set.people,
    { real: seated, pending: lists.pending, draft, settled: lists.settled, withThese },
    under.settings.rules,
  )
  const problem = fitProblem(set, under)
  const counts = problem && countList(problem, withThese ?? draft)

  return {
    gauges,
    places: {
      of: under.places.capacity + under.places.overInvitation,
      seated: seated.size,
      chosen: draft.size,
      withThese: withThese && withThese.size,
    },
    total: counts ? counts.total / 100 : 0,
    money: counts?.money ?? null,
    languages: { present: languagesIn(gauges), most: under.settings.mostLanguages },
    breaches: counts?.breaches ?? [],
    findings: findingsOf(set, under, lists.pinned),
  }
}

/** Languages somebody of the list needs, with what is tried. */
function languagesIn(gauges: readonly Gauge[]): number {
  const rows = gauges.find(({ family }) => family === 'language')?.rows ?? []
  return rows.filter((row) => (row.withThese ?? row.draft) > 0).length
}
