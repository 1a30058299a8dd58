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
 * count belongs to an earlier state of the list.
 */
export function sharedSummary(gauges: readonly Gauge[], total: number): SharedSummary {
  return {
    total: shareList([total]).total,
    families: gauges.filter(({ isSettled }) => !isSettled).map((gauge) => sharedFamily(gauge, total)),
  }
}

function sharedFamily({ family, isManifold, rows }: Gauge, total: number): SharedFamily {
  const counts = rows.map(({ draft }) => draft ?? 0)
  // A person may have several of these, so each stands against all who have it not.
  const shown = isManifold
    ? counts.map((count) => shareList([count, total - count]).cells[0] ?? null)
    : shareList(counts).cells

  return { family, rows: rows.map(({ value }, place) => ({ value, count: shown[place] ?? null })) }
}
