import { type Shared, shareList } from '../counts/small-cells.js'
import type { Family } from './families.js'
import type { Gauge } from './gauges.js'

export interface SharedFamily {
  readonly family: Family
  /** In the order of the gauge; null is hidden. */
  readonly rows: readonly { readonly value: string; readonly count: Shared }[]
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
  const counts = rows.map(({ draft }) => draft ?? 0)
  // A person may have several of these, so each stands against all who have it not.
  const shown = isManifold
    ? counts.map((count) => shareList([count, total - count]).cells[0] ?? null)
    : shareList(counts).cells

  return { family, rows: rows.map(({ value }, place) => ({ value, count: shown[place] ?? null })) }
}
