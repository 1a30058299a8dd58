import { presentValues } from '#domain/selection/draft/gauges.js'
import {
  type BalanceRule,
  engineValues,
  type PartOfPlaces,
  quotasOf,
  type RuledQuotas,
  rulesFor,
} from '#domain/selection/draft/rules.js'
import type { PersonRow } from '#domain/selection/input/people.js'
import type { SelectionInput } from '#domain/selection/input/selection-input.js'
import type { Candidate, Judged } from './candidates/candidate.js'
import type { CandidateSet } from './candidates/candidate-sets.js'
import { allPlaces, type PlacesOf, type SelectionSettings } from './settings/settings-rows.js'

/** Those who have a place or an invitation: in every list, whatever it says. */
export const hasPlace = ({ state }: Pick<Candidate, 'state'>): boolean => state === 'invited' || state === 'confirmed'

/** Who may be put on a list: cleared, harm judged, with a score. Who is restricted, or on hold without a place, is not in the set. */
export const mayBeChosen = (person: Pick<Candidate, 'state'>, judged: Judged | undefined): boolean =>
  isCleared(person, judged) && judged?.score !== null

/** The same whether or not there is a score. */
export const isCleared = ({ state }: Pick<Candidate, 'state'>, judged: Judged | undefined): boolean =>
  state === 'board' && judged !== undefined && !judged.isHarmOpen

/** What a list is made for; null: all that are free, and every wave. */
export interface ListPlan {
  readonly places: number | null
  readonly wave: string | null
}

/** The set as it is for lists of a wave: who is in it, and everybody who has a place. */
export function ofWave(set: CandidateSet, { wave }: Pick<ListPlan, 'wave'>): CandidateSet {
  if (wave === null) return set
  const key = `wave ${wave}`
  const known = set.kept.get(key) as CandidateSet | undefined
  if (known) return known
  const people = set.people.filter((person) => person.wave === wave || hasPlace(person))
  const made = { ...set, people, byId: new Map(people.map((person) => [person.id, person])), kept: new Map() }
  set.kept.set(key, made)

  return made
}

export interface EngineInput {
  readonly input: SelectionInput
  readonly quotas: RuledQuotas
  /** The rules in the proportion of the places this can fill. */
  readonly rules: readonly BalanceRule[]
  readonly part: PartOfPlaces
  /** Places that stay free, at the least, for want of candidates. */
  readonly leftFree: number
}

/**
 * Everything the engine is asked, from what this session opened. Pins are of a list; who has a place is pinned in and, since
 * others may have one whom this session does not see, only free places are filled.
 */
export function engineInput(
  set: CandidateSet,
  { settings, places }: { readonly settings: SelectionSettings; readonly places: PlacesOf },
  asked: {
    readonly plan: ListPlan
    readonly pinned: ReadonlyMap<string, 'in' | 'out'>
    readonly apart: readonly (readonly [string, string])[]
  },
): EngineInput {
  const pool = set.people.filter((person) => hasPlace(person) || mayBeChosen(person, set.judged.get(person.id)))
  const inPool = new Set(pool.map(({ id }) => id))
  const seated = new Set(pool.filter(hasPlace).map(({ id }) => id))
  const pins = [...asked.pinned].filter(([id]) => inPool.has(id) && !seated.has(id))
  const pinnedOut = pins.filter(([, to]) => to === 'out').map(([id]) => id)
  const closed = pool.filter((person) => !seated.has(person.id) && isClosed(person, settings.rules))
  const able = inPool.size - seated.size - new Set([...pinnedOut, ...closed.map(({ id }) => id)]).size
  const wanted = Math.min(asked.plan.places ?? places.free, places.free)
  const part = { places: seated.size + Math.min(wanted, able), all: allPlaces(places) }
  const rules = rulesFor(settings.rules, part)
  const quotas = quotasOf(rules, seated.size + wanted, presentValues(pool))

  return {
    quotas,
    rules,
    part,
    leftFree: Math.max(0, wanted - able),
    input: {
      people: pool.map((person) => personRow(person, set.judged.get(person.id), quotas)),
      quotas: quotas.rows,
      places: seated.size + wanted,
      mayLeaveFree: able < wanted,
      mostPerOrganisation: settings.mostPerOrganisation,
      mostPerCountry: settings.mostPerCountry,
      mostLanguages: settings.mostLanguages,
      pinnedIn: [...seated, ...pins.filter(([, to]) => to === 'in').map(([id]) => id)],
      pinnedOut,
      apart: pairsToKeep(asked.apart, inPool, seated),
      ...budgetIn(pool, settings),
    },
  }
}

/** A value nobody may come with. */
const isClosed = ({ values }: Candidate, rules: readonly BalanceRule[]): boolean =>
  rules.some(({ family, value, cap }) => cap === '0' && values[family].includes(value))

function budgetIn(pool: readonly Candidate[], { budget, prices }: SelectionSettings): Pick<SelectionInput, 'budget'> {
  if (budget === null) return {}
  const priceOf = (costs: readonly string[]) =>
    costs.reduce((sum, item) => sum + ((prices as Readonly<Record<string, number>>)[item] ?? 0), 0)
  const classes = pool.map(({ costs }) => [costClass(costs), priceOf(costs)])

  return { budget: { most: budget, costs: Object.fromEntries(classes) } }
}

/** A pair binds a choice only where it is open: both may be chosen, and not both have a place already. */
const pairsToKeep = (
  pairs: readonly (readonly [string, string])[],
  inPool: ReadonlySet<string>,
  seated: ReadonlySet<string>,
): (readonly [string, string])[] =>
  pairs.filter((pair) => pair.every((id) => inPool.has(id)) && !pair.every((id) => seated.has(id)))

function personRow(person: Candidate, judged: Judged | undefined, quotas: RuledQuotas): PersonRow {
  const { score = null, calibrated = null } = judged ?? {}
  return {
    id: person.id,
    // Only who has a place already may lack one, and their place does not hang on it.
    score: score ?? 0,
    ...(calibrated ? { interval: [calibrated.low, calibrated.high] } : {}),
    values: engineValues(person.values, quotas.rows),
    organisation: person.organisation,
    country: person.country,
    costClass: costClass(person.costs),
    languages: person.values.language,
  }
}

/** What somebody asks us to pay for, as one name. */
const costClass = (costs: readonly string[]): string => costs.toSorted().join('+') || 'nothing'
