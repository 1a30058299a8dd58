import { type Shared, shareList } from '../counts/small-cells.js'
import { type Family, familyValues } from './families.js'
import type { Gauge } from './gauges.js'

export interface SharedFamily {
  readonly family: Family
  /** In the order of the family. What is hidden has no row: the name alone would tell that somebody answered so. */
  readonly rows: readonly { readonly value: string; readonly count: number }[]
  /** There are more values, and nothing is said of them. */
  readonly hasOthers: boolean
}

export interface SharedSummary {
  readonly total: Shared
  readonly families: readonly SharedFamily[]
}

/**
 * A list as it may be shown to anybody: counts under 5 hidden, and with them what would let them be computed. Gender is left
 * out, because beside women and gender-diverse people together it would give the smallest of its counts; age is, because its
 * count belongs to an earlier state of the list. The total is of the people who are counted: beside it, places that are
 * taken would tell how many people are on hold.
 */
export function sharedSummary(gauges: readonly Gauge[]): SharedSummary {
  const shown = gauges.filter(({ isSettled }) => !isSettled)
  const total = peopleIn(shown)

  return { total: shareList([total]).total, families: shown.map((gauge) => sharedFamily(gauge, total)) }
}

/** Everybody stands once in a family of one value. */
function peopleIn(gauges: readonly Gauge[]): number {
  const rows = gauges.find(({ isManifold }) => !isManifold)?.rows ?? []
  return rows.reduce((sum, { draft }) => sum + (draft ?? 0), 0)
}

function sharedFamily({ family, isManifold, rows }: Gauge, total: number): SharedFamily {
  const counted = new Map(rows.map(({ value, draft }) => [value, draft ?? 0]))
  // All there are, so that nothing hangs on who applied.
  const values = [...new Set([...familyValues[family], ...counted.keys()])]
  const counts = values.map((value) => counted.get(value) ?? 0)
  // A person may have several of these, so each stands against all who have it not.
  const cells = isManifold
    ? counts.map((count) => shareList([count, total - count]).cells[0] ?? null)
    : shareList(counts).cells
  const shown = values.flatMap((value, place) => {
    const count = cells[place] ?? null
    return count === null ? [] : [{ value, count }]
  })
  const isOpen = familyValues[family].length === 0

  return { family, rows: shown, hasOthers: isOpen || shown.length < values.length }
}
