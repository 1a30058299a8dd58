import { activity, isSolution, type Program, type Row, solveProgram } from '../program.js'
import type { Solving } from '../solving.js'
import { type Composition, compositionIn, type GroupedPool } from './groups.js'

/** A composition with its share of the distribution. */
export interface Panel {
  readonly counts: Composition
  readonly share: number
}

/** Panels found, and the share for which none was; 0 means the expectation is met by real sets. */
export interface Decomposition {
  readonly panels: readonly Panel[]
  readonly left: number
}

/** Error kept in absolute share, since what is left shrinks with every panel. */
const tiny = 2e-9
const spent = 1e-7

/**
 * Writes expected values of a pool's variables as a mixture of real sets, each within the bounds (constructive Carathéodory: Grötschel, Lovász,
 * Schrijver 1988). Each step takes a real set on the smallest face around what is left, as near to it as can be, with the
 * largest share after which the rest still keeps all rows; so each step meets one more bound, and the steps are at most
 * groups and rows. It may end early: not every mixture of fractions is one of real sets.
 */
export async function decompose(
  pool: GroupedPool,
  expected: readonly number[],
  solving: Solving,
): Promise<Decomposition> {
  const box = expected.map((count) => [Math.floor(count + spent), Math.ceil(count - spent)] as const)
  const bounds = [...box.map(([least, most], variable): Row => ({ at: [variable], least, most })), ...pool.rows]
  const panels: Panel[] = []
  let [left, rest]: [number, readonly number[]] = [1, expected]
  while (left > spent) {
    const found = await solveProgram(onFace(bounds, rest, left), solving)
    if (!isSolution(found)) return { panels, left }
    const share = largestShare(bounds, { rest, left }, found.values)
    if (share <= tiny) return { panels, left }
    panels.push({ counts: compositionIn(pool, found.values), share })
    left -= share
    rest = rest.map((count, variable) => count - share * (found.values[variable] ?? 0))
  }
  return { panels, left: 0 }
}

/** Sets that meet every bound which what is left meets, nearest to it. */
function onFace(bounds: readonly Row[], rest: readonly number[], left: number): Program {
  const tight = bounds.map((row): Row => {
    const count = activity(row, rest)
    if (count >= row.most * left - tiny) return { ...row, least: row.most }
    return count <= row.least * left + tiny ? { ...row, most: row.least } : row
  })
  const [box, rows] = [tight.slice(0, rest.length), tight.slice(rest.length)]

  return {
    goal: 'most',
    costs: rest.map((count, variable) => 2 * (count / left - (box[variable]?.least ?? 0)) - 1),
    rows,
    lower: box.map(({ least }) => least),
    upper: box.map(({ most }) => most),
    whole: rest.length,
  }
}

/** The most a set may take so that what remains, scaled up, keeps every bound. */
function largestShare(
  bounds: readonly Row[],
  { rest, left }: { rest: readonly number[]; left: number },
  counts: readonly number[],
): number {
  return bounds.reduce((share, row) => {
    const [own, all] = [activity(row, counts), activity(row, rest)]
    const above = own < row.most ? Math.max(0, row.most * left - all) / (row.most - own) : Infinity
    const below = own > row.least ? Math.max(0, all - row.least * left) / (own - row.least) : Infinity

    return Math.min(share, above, below)
  }, left)
}
