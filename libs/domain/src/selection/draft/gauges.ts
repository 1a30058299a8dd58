import { shareList } from '../counts/small-cells.js'
import type { CellCount } from '../counts/what-if.js'
import { type Family, families, familyValues, isManifold, isSettled } from './families.js'
import { type BalanceRule, ruledValue } from './rules.js'

/** What counts are made of: an opaque id and values by family. */
export interface CountedPerson {
  readonly id: string
  readonly values: Readonly<Record<Family, readonly string[]>>
}

/** The people that slow counts of a list are of: those of its last step (`app.board_settle`); nobody before the first. */
export interface Settled {
  readonly members: ReadonlySet<string>
  /** All of them may still be counted, with the answers of that day. */
  readonly isWhole: boolean
}

/** Lists of ids that are counted beside each other. `withThese` is the list after what was ticked, null when nothing was. */
export interface CountedLists {
  readonly real: ReadonlySet<string>
  readonly pending: ReadonlySet<string>
  readonly draft: ReadonlySet<string>
  readonly settled: Settled
  readonly withThese: ReadonlySet<string> | null
}

/** One value: numbers of people, and the band they should lie in. Null where a count is not shown beside this one. */
export interface GaugeRow {
  readonly value: string
  readonly floor: number | null
  readonly target: number | null
  readonly cap: number | null
  /** Who could still be added to the list, with what is tried; null where no rule counts this family or value. */
  readonly remaining: number | null
  readonly real: number | null
  readonly pending: number | null
  /** Null where a slow count is small, or would let a small one be computed. */
  readonly draft: number | null
  readonly withThese: number | null
}

export interface Gauge {
  readonly family: Family
  readonly isManifold: boolean
  /** Follows the list only in steps of at least five people. */
  readonly isSettled: boolean
  /** Somebody it would count is not among the people any more, so nothing is shown. */
  readonly isShort: boolean
  readonly rows: readonly GaugeRow[]
}

/**
 * Counts of a list by every family, beside those who have a place and those about to be offered one. `draft` counts the
 * list together with who has a place; slow counts are of the list alone, as it stood at its last step, small ones left out.
 * Where one of those cannot be counted any more there is no slow count: beside the one before, or beside that of a colleague
 * who still sees them, it would tell of that one. `cells` are those of the rules, of the same list.
 */
export function gaugesOf(
  people: readonly CountedPerson[],
  lists: CountedLists,
  rules: readonly BalanceRule[],
  cells: readonly CellCount[] = [],
): Gauge[] {
  const count = (family: Family, list: ReadonlySet<string>): ReadonlyMap<string, number> => {
    const counts = new Map<string, number>()
    for (const { id, values } of people) {
      if (list.has(id)) for (const value of values[family]) counts.set(value, (counts.get(value) ?? 0) + 1)
    }
    return counts
  }

  const present = new Set(people.map(({ id }) => id))
  const isWhole = lists.settled.isWhole && [...lists.settled.members].every((id) => present.has(id))

  return families.map((family) => {
    const slow = isSettled(family)
    const counted = {
      real: count(family, lists.real),
      pending: count(family, lists.pending),
      draft: count(family, slow ? lists.settled.members : lists.draft),
      withThese: lists.withThese && !slow ? count(family, lists.withThese) : null,
    }
    const rows = shownValues(family, people, rules).map((value) => ({
      value,
      ...bandOf(rules, family, value),
      remaining: slow ? null : remainingOf(cells, family, value),
      real: slow ? null : (counted.real.get(value) ?? 0),
      pending: slow ? null : (counted.pending.get(value) ?? 0),
      draft: counted.draft.get(value) ?? 0,
      withThese: counted.withThese && (counted.withThese.get(value) ?? 0),
    }))
    const isShort = slow && !isWhole
    const told = isShort ? rows.map((row) => ({ ...row, draft: null })) : rows
    return { family, isManifold: isManifold(family), isSettled: slow, isShort, rows: slow ? withoutSmall(told) : told }
  })
}

/** A slow count stays on the page while the list goes on, so it is shown as if to anybody. */
function withoutSmall(rows: readonly GaugeRow[]): GaugeRow[] {
  const { cells } = shareList(rows.map(({ draft }) => draft ?? 0))
  return rows.map((row, at) => ({ ...row, draft: cells[at] ?? null }))
}

/** Values somebody has or a rule names, in the order of the family; all where one that goes with somebody would tell of them. */
function shownValues(family: Family, people: readonly CountedPerson[], rules: readonly BalanceRule[]): string[] {
  if (isSettled(family)) return [...familyValues[family]]
  const present = new Set(people.flatMap(({ values }) => values[family]))
  for (const rule of rules) if (rule.family === family) present.add(rule.value)
  const known = familyValues[family].filter((value) => present.has(value))

  return [...known, ...[...present].filter((value) => !known.includes(value)).toSorted()]
}

function bandOf(rules: readonly BalanceRule[], family: Family, value: string) {
  const rule = rules.find((one) => one.family === family && one.value === value)
  const number = (text: string | undefined) => (text ? Number(text) : null)

  return { floor: number(rule?.floor), target: number(rule?.target), cap: number(rule?.cap) }
}

function remainingOf(cells: readonly CellCount[], family: Family, value: string): number | null {
  const cell = cells.find((one) => {
    const ruled = ruledValue(one.family, one.value)
    return !ruled.isOpposite && ruled.family === family && ruled.value === value
  })
  return cell?.remaining ?? null
}

/** Values of each family that somebody has. */
export function presentValues(people: readonly CountedPerson[]): Record<Family, readonly string[]> {
  const present = (family: Family) => [...new Set(people.flatMap(({ values }) => values[family]))].toSorted()
  return Object.fromEntries(families.map((family) => [family, present(family)])) as unknown as Record<
    Family,
    readonly string[]
  >
}
