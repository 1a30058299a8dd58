import { shuffled } from '../random.js'
import type { CheckedInput } from './input/check.js'
import type { Person } from './input/people.js'
import type { Quota } from './input/quotas.js'
import { priceList } from './input/wishes.js'
import { languageBounds, needRows, speakersOf } from './languages.js'
import type { Program, Row } from './program.js'

/** What a row of the problem stands for, without words. Keys and ids are the opaque ones given. */
export type Rule =
  | { readonly kind: 'places' | 'budget' | 'score' }
  | { readonly kind: 'quota'; readonly family: string; readonly value: string }
  | { readonly kind: 'organisation' | 'country'; readonly key: string }
  | { readonly kind: 'apart'; readonly ids: readonly [string, string] }
  | { readonly kind: 'languages'; readonly most: number }

/** A row over the people of the problem or over its languages, with how far a proposal may relax each side. */
export interface RuledRow extends Row {
  readonly rule: Rule
  readonly target: number | null
  readonly leastRelaxed: number
  readonly mostRelaxed: number
}

/**
 * Who may be chosen under which rows. `pins` says 1 for in, 0 for out, null for free, in the order of `people`. `languages`
 * holds the places of those who need each language; a language is a variable after the people, and there is none where the
 * cap on languages cannot bind.
 */
export interface Problem {
  readonly people: readonly Person[]
  readonly languages: readonly (readonly number[])[]
  readonly pins: readonly (0 | 1 | null)[]
  readonly places: number
  readonly rows: readonly RuledRow[]
}

const defaults = { mostPerOrganisation: 3, mostPerCountry: 6 } as const

/**
 * Rows for what was checked. People stand in an order drawn from `random`: a solver breaks ties by order, and nobody should
 * gain from theirs. Caps on organisations and countries exist only where more people than that share one.
 */
export function problemOf(input: CheckedInput, random: () => number): Problem {
  const people = shuffled(input.people, random)
  const [inside, outside] = [new Set(input.pinnedIn), new Set(input.pinnedOut)]
  const organisations = input.mostPerOrganisation ?? defaults.mostPerOrganisation
  const countries = input.mostPerCountry ?? defaults.mostPerCountry
  const languages = speakersOf(people, input.mostLanguages)
  const rows = [
    firmRow({ kind: 'places' }, people.keys(), input.mayLeaveFree ? 0 : input.places, input.places),
    ...quotaRows(people, input.quotas),
    ...capRows(people, 'organisation', organisations),
    ...capRows(people, 'country', countries),
    ...apartRows(people, input.apart ?? []),
    ...languagesRow(people.length, languages.length, input.mostLanguages),
    ...budgetRow(people, input.budget),
  ]

  return {
    people,
    languages,
    pins: people.map(({ id }) => (inside.has(id) ? 1 : outside.has(id) ? 0 : null)),
    places: input.places,
    rows,
  }
}

/**
 * The problem as a program: most total score over whole people, then whole languages, 0 or 1 each. Rows are those of the
 * problem in their order, then what ties people to their languages.
 */
export function programOf(problem: Problem): Program {
  const { people, pins, rows, languages } = problem
  const bounds = languageBounds(languages, pins)

  return {
    goal: 'most',
    costs: [...people.map(({ score }) => score), ...languages.map(() => 0)],
    rows: [...rows.map(inLargestUnits), ...needRows(problem)],
    lower: [...pins.map((pin) => pin ?? 0), ...bounds.map(([lower]) => lower)],
    upper: [...pins.map((pin) => pin ?? 1), ...bounds.map(([, upper]) => upper)],
    whole: people.length + languages.length,
  }
}

/**
 * The row in the largest unit all weights are multiples of. A solver takes 0.999999 for 1, and a budget in öre would feel it;
 * people are whole, so rounding the bounds inwards loses no set.
 */
function inLargestUnits(row: Row): Row {
  if (!row.weights) return row
  const unit = row.weights.reduce(commonDivisor, 0) || 1

  return {
    at: row.at,
    weights: row.weights.map((weight) => weight / unit),
    least: Math.ceil(row.least / unit),
    most: Math.floor(row.most / unit),
  }
}

const commonDivisor = (a: number, b: number): number => (b === 0 ? a : commonDivisor(b, a % b))

/** A row nobody may propose to relax. */
export function firmRow(rule: Rule, at: Iterable<number>, least: number, most: number): RuledRow {
  return { rule, at: [...at], least, most, target: null, leastRelaxed: least, mostRelaxed: most }
}

function quotaRows(people: readonly Person[], quotas: readonly Quota[]): RuledRow[] {
  const holders = quotas.map((): number[] => [])
  for (const [index, { cells }] of people.entries()) for (const cell of cells) holders[cell]?.push(index)

  return quotas.map(({ family, value, floor, target, cap, relaxedFloor, relaxedCap }, cell) => ({
    rule: { kind: 'quota', family, value },
    at: holders[cell] ?? [],
    least: floor,
    most: cap,
    target,
    leastRelaxed: relaxedFloor,
    mostRelaxed: cap === 0 ? 0 : Math.max(cap, Math.min(relaxedCap, people.length)),
  }))
}

function capRows(people: readonly Person[], kind: 'organisation' | 'country', most: number): RuledRow[] {
  const holders = new Map<string, number[]>()
  for (const [index, person] of people.entries()) {
    const key = person[kind]
    if (key === null) continue
    const found = holders.get(key)
    if (found) found.push(index)
    else holders.set(key, [index])
  }
  return [...holders]
    .filter(([, at]) => at.length > most)
    .map(([key, at]) => ({ ...firmRow({ kind, key }, at, 0, most), mostRelaxed: at.length }))
}

function apartRows(people: readonly Person[], pairs: readonly (readonly [string, string])[]): RuledRow[] {
  const indexOf = new Map(people.map(({ id }, index) => [id, index]))
  return pairs.flatMap((ids) => {
    const at = ids.flatMap((id) => indexOf.get(id) ?? [])
    return at.length < 2 ? [] : [firmRow({ kind: 'apart', ids }, at, 0, 1)]
  })
}

function budgetRow(people: readonly Person[], budget: CheckedInput['budget']): RuledRow[] {
  if (!budget) return []
  const prices = priceList(budget)
  const weights = people.map(({ costClass }) => prices.get(costClass) ?? 0)

  return [{ ...firmRow({ kind: 'budget' }, people.keys(), 0, budget.most), weights }]
}

function languagesRow(people: number, languages: number, most = 0): RuledRow[] {
  if (languages === 0) return []
  const at = Array.from({ length: languages }, (_, language) => people + language)

  return [{ ...firmRow({ kind: 'languages', most }, at, 0, most), mostRelaxed: languages }]
}
