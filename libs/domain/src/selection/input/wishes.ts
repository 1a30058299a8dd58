import { comparable, type Finding } from './finding.js'
import type { Person } from './people.js'
import type { SelectionInput } from './selection-input.js'

export type WishError =
  | 'places_not_whole'
  | 'limit_not_whole'
  | 'person_unknown'
  | 'pinned_both_ways'
  | 'pinned_value_closed'
  | 'pinned_pair_apart'
  | 'pins_above_places'
  | 'too_few_people'
  | 'cost_unknown'

const isCount = (value: number | undefined): boolean => value === undefined || (Number.isInteger(value) && value >= 1)

/** Pins, pairs, limits and costs that contradict each other or name somebody who is not in the pool. */
export function checkWishes(
  input: SelectionInput,
  open: readonly Person[],
  closed: readonly Person[],
): Finding<WishError>[] {
  const [inside, outside] = [new Set(input.pinnedIn), new Set(input.pinnedOut)]
  const known = new Set([...open, ...closed].map(({ id }) => id))
  const shut = new Set(closed.map(({ id }) => id))
  const apart = input.apart ?? []
  const named = new Set([...inside, ...outside, ...apart.flat()])
  const about = (code: WishError, ids: Iterable<string>): Finding<WishError>[] =>
    [...ids].map((id) => ({ code, rows: [], about: { id } }))

  return [
    ...about(
      'person_unknown',
      [...named].filter((id) => !known.has(id)),
    ),
    ...about(
      'pinned_both_ways',
      [...inside].filter((id) => outside.has(id)),
    ),
    ...about(
      'pinned_value_closed',
      [...inside].filter((id) => shut.has(id)),
    ),
    ...apart
      .filter(([one, other]) => one === other || (inside.has(one) && inside.has(other)))
      .map(([one, other]): Finding<WishError> => ({ code: 'pinned_pair_apart', rows: [], about: { one, other } })),
    ...numbers(input, open.filter(({ id }) => !outside.has(id)).length, inside.size),
    ...costs(input, open),
  ]
}

function numbers(input: SelectionInput, people: number, pinned: number): Finding<WishError>[] {
  const { places, mayLeaveFree, mostPerOrganisation, mostPerCountry, mostLanguages } = input
  const checks: readonly (readonly [boolean, WishError, Record<string, number>])[] = [
    [!isCount(places), 'places_not_whole', { places }],
    [[mostPerOrganisation, mostPerCountry, mostLanguages].some((most) => !isCount(most)), 'limit_not_whole', {}],
    [pinned > places, 'pins_above_places', { pinned, places }],
    [people < places && !mayLeaveFree, 'too_few_people', { people, places }],
  ]
  return checks.filter(([isWrong]) => isWrong).map(([, code, about]) => ({ code, rows: [], about }))
}

/** What each cost class costs, by the key as it is compared. */
export const priceList = (budget: SelectionInput['budget']): ReadonlyMap<string | null, number> =>
  new Map(Object.entries(budget?.costs ?? {}).map(([costClass, cost]) => [comparable(costClass), cost]))

function costs({ budget }: SelectionInput, open: readonly Person[]): Finding<WishError>[] {
  const prices = priceList(budget)
  const unpriced = budget ? open.filter(({ costClass }) => !Number.isInteger(prices.get(costClass))) : []

  return unpriced.map(({ id }) => ({ code: 'cost_unknown', rows: [], about: { id } }))
}
