import { seededRandom } from '#domain/random.js'
import { type Breach, countList, type ListCounts } from '#domain/selection/counts/what-if.js'
import { type Gauge, gaugesOf, type Settled } from '#domain/selection/draft/gauges.js'
import { checkInput, type InputError, type InputWarning } from '#domain/selection/input/check.js'
import type { Finding } from '#domain/selection/input/finding.js'
import { type Problem, problemOf } from '#domain/selection/problem.js'
import type { ApartPair } from '#domain/vetting/apart.js'
import { placesNow } from '#features/decision/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { apartPairs } from '#features/vetting/index.orm.js'
import type { Database } from '#platform/database/database.js'
import type { CandidateSet } from '../candidates/candidate-sets.js'
import { type EngineInput, engineInput, hasPlace, type ListPlan } from '../engine-input.js'
import { allPlaces, placesOf, type PlacesOf, type SelectionSettings, settingsRow } from '../settings/settings-rows.js'

/** Everything a list comes to, and nothing about a person. */
export interface CountedList {
  readonly gauges: readonly Gauge[]
  /** `taken` as on every page; `chosen` and `withThese` with those. */
  readonly places: {
    readonly of: number
    readonly taken: number
    readonly chosen: number
    readonly withThese: number | null
    /** Places without a candidate for them. */
    readonly leftFree: number
    /** The list is for fewer places than there are, so floors and targets are held in that proportion. */
    readonly isPart: boolean
    /** Nothing may be offered now. */
    readonly isFull: boolean
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
  /** What the rules leave out before anything is chosen. */
  readonly warnings: readonly Finding<InputWarning>[]
}

export interface CountedUnder {
  readonly settings: SelectionSettings
  readonly places: PlacesOf
  /** Places taken, as far as this person sees. */
  readonly taken: number
  readonly plan: ListPlan
  readonly apart: readonly ApartPair[]
}

/** What a list of the edition is held against now. */
export const countedUnder = async (
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  { places, wave }: ListPlan,
): Promise<CountedUnder> => ({
  settings: await settingsRow(database, actor.editionId),
  places: await placesOf(database, actor.editionId),
  taken: (await placesNow(database, actor)).taken,
  plan: { places, wave },
  apart: await apartPairs(database, actor),
})

/** Files for which an invitation was put forward and not released yet. */
export async function pendingInvitations(database: Pick<Database, 'query'>, editionId: string): Promise<Set<string>> {
  const rows = await database.query<{ id: string }>(
    `SELECT d.application_id AS id FROM app.decision d JOIN app.application a ON a.id = d.application_id
     WHERE a.edition_id = $1 AND d.move = 'release_invite' AND d.state IN ('pending', 'second_ok')`,
    [editionId],
  )
  return new Set(rows.map(({ id }) => id))
}

/**
 * Whose slow counts a list shows now. Ask after the candidates were read: who is counted with other answers than those of
 * the step is known then.
 */
export async function settledOf(database: Pick<Database, 'query'>, listId: string): Promise<Settled> {
  const [row] = await database.query<{ members: string[]; isWhole: boolean }>(
    'SELECT members, is_whole AS "isWhole" FROM app.board_shown($1)',
    [listId],
  )
  return row ? { members: new Set(row.members), isWhole: row.isWhole } : { members: new Set(), isWhole: true }
}

type Held = Pick<EngineInput, 'rules' | 'leftFree'> & {
  readonly problem: Problem | null
  readonly findings: readonly Finding<InputError>[]
  readonly warnings: readonly Finding<InputWarning>[]
}

/** What lists of a plan are held against, made once for a set; without a problem no list can be. */
export function heldAgainst(set: CandidateSet, under: CountedUnder): Held {
  const { settings, places, plan, apart } = under
  const key = JSON.stringify(['problem', settings.number, places, plan, apart])
  const known = set.kept.get(key) as Held | undefined
  if (known) return known
  const { input, rules, leftFree } = engineInput(set, under, { plan, pinned: new Map(), apart })
  const checked = checkInput(input)
  const found = checked.ok
    ? { problem: problemOf(checked.value, seededRandom(0)), findings: [], warnings: checked.value.warnings }
    : { problem: null, findings: checked.about.errors, warnings: checked.about.warnings }
  const made = { rules, leftFree, ...found }
  set.kept.set(key, made)

  return made
}

/** What is wrong with the rules and, where people are on the list or off it for good, with that. */
function findingsOf(
  set: CandidateSet,
  under: CountedUnder,
  pinned: ReadonlyMap<string, 'in' | 'out'>,
): readonly Finding<InputError>[] {
  if (pinned.size === 0) return heldAgainst(set, under).findings
  const { settings, places, plan, apart } = under
  const key = JSON.stringify(['findings', settings.number, places, plan, apart, [...pinned]])
  const known = set.kept.get(key) as readonly Finding<InputError>[] | undefined
  if (known) return known
  const checked = checkInput(engineInput(set, under, { plan, pinned, apart }).input)
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
    readonly settled: Settled
    readonly pending: ReadonlySet<string>
    readonly withThese: ReadonlySet<string> | null
    readonly pinned: ReadonlyMap<string, 'in' | 'out'>
  },
): CountedList {
  const seated = new Set(set.people.filter(hasPlace).map(({ id }) => id))
  const withSeated = (ids: ReadonlySet<string>) => new Set([...seated, ...[...ids].filter((id) => set.byId.has(id))])
  const draft = withSeated(lists.members)
  const withThese = lists.withThese && withSeated(lists.withThese)
  const { problem, rules, leftFree, warnings } = heldAgainst(set, under)
  const { pending, settled } = lists
  const counts = problem && countList(pinnedIn(problem, lists.pinned), withThese ?? draft)
  const gauges = gaugesOf(set.people, { real: seated, pending, draft, settled, withThese }, rules, counts?.cells)

  return {
    gauges,
    places: placesIn(under, leftFree, { seated, draft, withThese }),
    total: counts ? counts.total / 100 : 0,
    money: counts?.money ?? null,
    languages: { present: languagesIn(gauges), most: under.settings.mostLanguages },
    breaches: counts?.breaches ?? [],
    findings: findingsOf(set, under, lists.pinned),
    warnings,
  }
}

/** The problem of all lists of a plan with the pins of this one. */
const pinnedIn = (problem: Problem, pinned: ReadonlyMap<string, 'in' | 'out'>): Problem => ({
  ...problem,
  pins: problem.people.map(({ id }, at) => (pinned.get(id) === 'out' ? 0 : (problem.pins[at] ?? null))),
})

interface Listed {
  readonly seated: ReadonlySet<string>
  readonly draft: ReadonlySet<string>
  readonly withThese: ReadonlySet<string> | null
}

function placesIn(
  { taken, plan, places }: CountedUnder,
  leftFree: number,
  { seated, draft, withThese }: Listed,
): CountedList['places'] {
  const all = allPlaces(places)
  const filled = (list: ReadonlySet<string>) => taken + list.size - seated.size

  return {
    of: plan.places === null ? all : Math.min(all, taken + plan.places),
    taken,
    chosen: filled(draft),
    withThese: withThese && filled(withThese),
    leftFree,
    isPart: plan.places !== null || leftFree > 0,
    isFull: places.free === 0,
  }
}

/** Languages somebody of the list needs, with what is tried. */
function languagesIn(gauges: readonly Gauge[]): number {
  const rows = gauges.find(({ family }) => family === 'language')?.rows ?? []
  return rows.filter((row) => (row.withThese ?? row.draft ?? 0) > 0).length
}
