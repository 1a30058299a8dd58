import { valuesOf } from '../languages.js'
import { activity } from '../program.js'
import type { Problem, Rule, RuledRow } from '../problem.js'

/** One value of one family: how many are chosen, and how many more could still be taken. */
export interface CellCount {
  readonly family: string
  readonly value: string
  readonly floor: number
  readonly target: number | null
  readonly cap: number
  readonly chosen: number
  readonly remaining: number
  readonly standing: 'below_floor' | 'within' | 'full' | 'over'
}

/** A row the list breaks, and by how much: people, languages, or minor units of SEK for the budget. */
export interface Breach {
  readonly rule: Rule
  readonly by: number
}

/** Counts of a list, and nothing about a person. `total` is in hundredths of a score, `spent` in minor units of SEK. */
export interface ListCounts {
  readonly places: { readonly chosen: number; readonly of: number }
  readonly total: number
  readonly money: { readonly spent: number; readonly of: number } | null
  readonly cells: readonly CellCount[]
  /** How many values of each family are present, as interpretation languages are counted. */
  readonly present: ReadonlyMap<string, number>
  readonly breaches: readonly Breach[]
}

/**
 * Counts a list against floors, caps, places and money; call it again for each change. `remaining` leaves out who cannot
 * be added any more: pinned out, of an organisation or country that has its most, to be kept apart from somebody chosen, or
 * in need of one language more than there may be.
 */
export function countList(problem: Problem, list: ReadonlySet<string>): ListCounts {
  const { people, rows, places } = problem
  const values = valuesOf(problem, (place) => list.has(people[place]?.id ?? ''))
  const counts = rows.map((row) => activity(row, values))
  const isShut = people.map((_, person) => values[person] === 1 || problem.pins[person] === 0)
  for (const [k, row] of rows.entries()) {
    if (!closes(row) || (counts[k] ?? 0) < row.most) continue
    for (const person of shutBy(row, problem, values)) isShut[person] = true
  }
  const cells = rows.flatMap((row, k) => cellOf(row, counts[k] ?? 0, row.at.filter((person) => !isShut[person]).length))
  const budget = rows.findIndex(({ rule }) => rule.kind === 'budget')

  return {
    places: { chosen: people.filter(({ id }) => list.has(id)).length, of: places },
    total: people.reduce((sum, { score }, person) => sum + score * (values[person] ?? 0), 0),
    money: budget === -1 ? null : { spent: counts[budget] ?? 0, of: rows[budget]?.most ?? 0 },
    cells,
    present: presentIn(cells),
    breaches: rows.flatMap((row, k) => breachOf(row, counts[k] ?? 0)),
  }
}

const closes = ({ rule: { kind } }: RuledRow): boolean =>
  kind === 'organisation' || kind === 'country' || kind === 'apart' || kind === 'languages'

/** Who cannot be added once this cap is met. Of languages, those who need one that nobody chosen needs. */
const shutBy = (
  { rule, at }: RuledRow,
  { people, languages }: Problem,
  values: readonly number[],
): readonly number[] =>
  rule.kind === 'languages'
    ? languages.flatMap((speakers, language) => (values[people.length + language] === 0 ? speakers : []))
    : at

function cellOf({ rule, target, least, most }: RuledRow, chosen: number, remaining: number): CellCount[] {
  if (rule.kind !== 'quota') return []
  const { family, value } = rule
  const standing = chosen < least ? 'below_floor' : chosen > most ? 'over' : chosen === most ? 'full' : 'within'

  return [{ family, value, floor: least, target, cap: most, chosen, remaining, standing }]
}

function presentIn(cells: readonly CellCount[]): ReadonlyMap<string, number> {
  const present = new Map<string, number>()
  for (const { family, chosen } of cells) present.set(family, (present.get(family) ?? 0) + (chosen > 0 ? 1 : 0))

  return present
}

const breachOf = ({ rule, least, most }: RuledRow, count: number): Breach[] =>
  count < least ? [{ rule, by: count - least }] : count > most ? [{ rule, by: count - most }] : []
