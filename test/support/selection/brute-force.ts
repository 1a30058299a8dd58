import type { Random } from './pools.js'
import type { PersonRow } from '#domain/selection/input/people.js'
import type { SelectionInput } from '#domain/selection/input/selection-input.js'

/** Every set of the right size that holds the pins, keeps pairs apart and the budget. */
export const candidateSets = (input: SelectionInput): PersonRow[][] =>
  subsets(input.people, input.places).filter((set) => isAllowed(input, set))

/** True when the set keeps the rules nobody relaxes. */
export function isAllowed(input: SelectionInput, set: readonly PersonRow[]): boolean {
  const inside = new Set(set.map(({ id }) => id))
  const spent = set.reduce((sum, { costClass }) => sum + (input.budget?.costs[costClass ?? ''] ?? 0), 0)

  return (
    (input.pinnedIn ?? []).every((id) => inside.has(id)) &&
    !(input.pinnedOut ?? []).some((id) => inside.has(id)) &&
    !(input.apart ?? []).some(([one, other]) => inside.has(one) && inside.has(other)) &&
    spent <= (input.budget?.most ?? Infinity)
  )
}

function subsets<T>(list: readonly T[], size: number): T[][] {
  if (size === 0) return [[]]
  return list.flatMap((first, k) => subsets(list.slice(k + 1), size - 1).map((rest) => [first, ...rest]))
}

/** What it costs to relax floors and caps until the set is possible; 0 when it is, infinite when it may not be. */
export function relaxingCost(input: SelectionInput, set: readonly PersonRow[]): number {
  const quotas = input.quotas.map((quota) => {
    const count = set.filter(({ values }) => values[quota.family] === quota.value).length
    const [floor, cap] = [Number(quota.floor), Number(quota.cap)]
    const isTooFar = count < Number(quota.relaxedFloor ?? 0) || count > Number(quota.relaxedCap ?? Infinity)
    if (isTooFar) return Infinity
    return count < floor ? (floor - count) * (1 + 2 / floor) : Math.max(0, count - cap)
  })
  const over = (keys: readonly (string | null | undefined)[], most: number): number[] =>
    [...new Set(keys)]
      .filter((key) => key !== null && key !== undefined)
      .map((key) => Math.max(0, keys.filter((other) => other === key).length - most))
  const languages = new Set(set.flatMap((person) => person.languages ?? [])).size
  const costs = [
    ...quotas,
    Math.max(0, languages - (input.mostLanguages ?? Infinity)),
    ...over(
      set.map(({ organisation }) => organisation),
      input.mostPerOrganisation ?? 3,
    ),
    ...over(
      set.map(({ country }) => country),
      input.mostPerCountry ?? 6,
    ),
  ]
  return costs.reduce((sum, cost) => sum + cost, 0)
}

const oneOf = <T>(list: readonly T[], random: Random): T => list[Math.floor(random() * list.length)] as T

/** A small input with a bit of everything; about one in four has no selection. */
export function smallInput(random: Random): SelectionInput {
  const places = 3 + Math.floor(random() * 3)
  const people = Array.from(
    { length: 11 },
    (_, k): PersonRow => ({
      id: `p${k}`,
      score: 1 + Math.floor(random() * 9) / 2,
      values: { region: oneOf(['north', 'south', 'west'], random), first: oneOf(['yes', 'no'], random) },
      organisation: oneOf(['o1', 'o2', 'o3', null], random),
      country: oneOf(['c1', 'c2', 'c3', 'c4'], random),
      costClass: oneOf(['near', 'far'], random),
      languages: oneOf([[], [], [], ['l1'], ['l2'], ['l3'], ['l1', 'l3']], random),
    }),
  )
  const quota = (family: string, value: string, share: number) => {
    const floor = Math.floor(random() * share)
    const cap = Math.max(1, floor, places - 1 - Math.floor(random() * 2))
    const target = floor + Math.floor(random() * (cap - floor + 1))
    return { family, value, floor, cap, ...(random() < 0.5 ? { target } : {}) }
  }

  return {
    people,
    quotas: [
      ...['north', 'south', 'west'].map((value) => quota('region', value, 2.2)),
      ...['yes', 'no'].map((value) => quota('first', value, 2.6)),
    ],
    places,
    mostPerOrganisation: 2,
    mostPerCountry: 2,
    ...(random() < 0.6 ? { mostLanguages: 1 + Math.floor(random() * 2) } : {}),
    pinnedIn: random() < 0.4 ? ['p0'] : [],
    pinnedOut: random() < 0.4 ? ['p1'] : [],
    apart: random() < 0.4 ? [['p2', 'p3']] : [],
    ...(random() < 0.4 ? { budget: { most: places * 3 - 2, costs: { near: 1, far: 3 } } } : {}),
  }
}
