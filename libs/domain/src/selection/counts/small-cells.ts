import { type Flow, hideUntilSafe } from './flows.js'

/** A count that may be shared, or null: hidden. */
export type Shared = number | null

export interface SharedList {
  readonly cells: readonly Shared[]
  readonly total: Shared
}

export interface SharedTable {
  readonly cells: readonly (readonly Shared[])[]
  readonly rowTotals: readonly Shared[]
  readonly columnTotals: readonly Shared[]
  readonly total: Shared
}

/** Counts below this are hidden in everything shared, 0 among them. */
const least = 5
const sum = (counts: readonly number[]): number => counts.reduce((all, count) => all + count, 0)

/**
 * A list of counts as it may be shared with its total: small ones hidden, and the cheapest others too, until none can be
 * computed from what is shown. A total under 5 hides everything; else it is shown, so lists of one set may stand together.
 */
export function shareList(counts: readonly number[]): SharedList {
  const total = sum(counts)
  if (total < least) return { cells: counts.map(() => null), total: null }
  const flows = [...counts.map((value) => ({ from: 0, to: 1, value, cost: value + 1 })), whole(1, 0, total)]
  const shown = showing(flows)

  return { cells: counts.map((_, cell) => shown(cell)), total }
}

/**
 * A table of counts, rows first, as it may be shared with all its totals; totals of rows and columns may have to be hidden,
 * so show those given here, and next to this table no other that has a row or column in common with it.
 */
export function shareTable(counts: readonly (readonly number[])[]): SharedTable {
  const rowTotals = counts.map(sum)
  const columnTotals = (counts[0] ?? []).map((_, column) => sum(counts.map((row) => row[column] ?? 0)))
  const total = sum(rowTotals)
  const [height, width] = [rowTotals.length, columnTotals.length]
  const [all, everything] = [height + width, height + width + 1]
  // A hidden total takes more away than a hidden cell.
  const flows = [
    ...counts.flatMap((row, r) => row.map((value, c) => ({ from: r, to: height + c, value, cost: value + 1 }))),
    ...rowTotals.map((value, r) => ({ from: all, to: r, value, cost: value + total })),
    ...columnTotals.map((value, c) => ({ from: height + c, to: everything, value, cost: value + total })),
    whole(everything, all, total),
  ]
  const shown = total < least ? () => null : showing(flows)

  return {
    cells: counts.map((row, r) => row.map((_, c) => shown(r * width + c))),
    rowTotals: rowTotals.map((_, r) => shown(height * width + r)),
    columnTotals: columnTotals.map((_, c) => shown(height * width + height + c)),
    total: total < least ? null : total,
  }
}

const whole = (from: number, to: number, value: number): Flow => ({ from, to, value, cost: Infinity })

function showing(flows: readonly Flow[]): (flow: number) => Shared {
  const small = new Set([...flows.keys()].filter((flow) => (flows[flow]?.value ?? 0) < least))
  const hidden = hideUntilSafe(flows, small)

  return (flow) => (hidden.has(flow) ? null : (flows[flow]?.value ?? null))
}
