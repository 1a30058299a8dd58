import { presentValues } from '#domain/selection/draft/gauges.js'
import { engineValues, quotasOf, type RuledQuotas } from '#domain/selection/draft/rules.js'
import type { PersonRow } from '#domain/selection/input/people.js'
import type { SelectionInput } from '#domain/selection/input/selection-input.js'
import type { Candidate, Judged } from './candidates/candidate.js'
import type { CandidateSet } from './candidates/candidate-sets.js'
import { type PlacesOf, type SelectionSettings } from './settings/settings-rows.js'

/** Those who have a place or an invitation: in every list, whatever it says. */
export const hasPlace = ({ state }: Pick<Candidate, 'state'>): boolean => state === 'invited' || state === 'confirmed'

/** Who may be put on a list: cleared, harm judged, with a score. People on hold or restricted are not in the set. */
export const mayBeChosen = ({ state }: Pick<Candidate, 'state'>, judged: Judged | undefined): boolean =>
  state === 'board' && judged !== undefined && judged.score !== null && !judged.isHarmOpen

export interface EngineInput {
  readonly input: SelectionInput
  readonly quotas: RuledQuotas
}

/** Everything the engine is asked, from what this session opened. Pins are of a list; who has a place is pinned in. */
export function engineInput(
  set: CandidateSet,
  { settings, places }: { readonly settings: SelectionSettings; readonly places: PlacesOf },
  asked: {
    readonly pinned: ReadonlyMap<string, 'in' | 'out'>
    readonly apart: readonly (readonly [string, string])[]
  },
): EngineInput {
  const all = places.capacity + places.overInvitation
  const pool = set.people.filter((person) => hasPlace(person) || mayBeChosen(person, set.judged.get(person.id)))
  const quotas = quotasOf(settings.rules, all, presentValues(pool))
  const inPool = new Set(pool.map(({ id }) => id))
  const pins = [...asked.pinned].filter(([id]) => inPool.has(id))
  const seated = pool.filter(hasPlace).map(({ id }) => id)
  const priceOf = (costs: readonly string[]) =>
    costs.reduce((sum, item) => sum + ((settings.prices as Readonly<Record<string, number>>)[item] ?? 0), 0)
  const classes = new Map(pool.map(({ costs }) => [costClass(costs), priceOf(costs)]))

  return {
    quotas,
    input: {
      people: pool.map((person) => personRow(person, set.judged.get(person.id), quotas)),
      quotas: quotas.rows,
      places: all,
      mostPerOrganisation: settings.mostPerOrganisation,
      mostPerCountry: settings.mostPerCountry,
      mostLanguages: settings.mostLanguages,
      pinnedIn: [...new Set([...seated, ...pins.filter(([, to]) => to === 'in').map(([id]) => id)])],
      pinnedOut: pins.filter(([id, to]) => to === 'out' && !seated.includes(id)).map(([id]) => id),
      apart: pairsToKeep(asked.apart, inPool, new Set(seated)),
      ...(settings.budget === null ? {} : { budget: { most: settings.budget, costs: Object.fromEntries(classes) } }),
    },
  }
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
