import { isSolution, type Program, type Row, solveProgram } from '../program.js'
import type { Solving } from '../solving.js'
import { type GroupedPool, sizesOf } from './groups.js'

const tiny = 1e-13
const priced = 1e-7

/**
 * Expected people of each group, and share of each language, under the fairest distribution, if sets could be split: first the smallest chance as large
 * as possible, then the next, and so on (leximin). One linear program for each level.
 *
 * A group whose floor carries a price is at that level in every optimum (strict complementarity: Pelessoni 1998) and is
 * fixed there. No real distribution can be fairer; whether one is as fair, `decompose` finds out.
 */
export async function relaxedLeximin(
  pool: GroupedPool,
  solving: Solving,
): Promise<readonly number[] | 'infeasible' | 'nothing_found'> {
  const sizes = sizesOf(pool)
  const fixed = new Map<number, number>(
    sizes.flatMap((_, group) => ((pool.least[group] ?? 0) > 0 ? [[group, 1] as const] : [])),
  )
  for (;;) {
    const open = [...sizes.keys()].filter((group) => !fixed.has(group))
    const found = await solveProgram(stage(pool, sizes, fixed), solving)
    if (!isSolution(found)) return found.status === 'infeasible' ? 'infeasible' : 'nothing_found'
    if (found.status !== 'optimal') return 'nothing_found'
    const level = found.objective
    if (open.length === 0 || level > 1 - tiny) return found.values.slice(0, pool.most.length)
    const weigh = (k: number) => Math.abs(found.duals[pool.rows.length + k] ?? 0) * (sizes[open[k] ?? -1] ?? 0)
    for (const [k, group] of open.entries()) if (weigh(k) > priced) fixed.set(group, level)
    if (open.every((group) => !fixed.has(group))) return 'nothing_found'
  }
}

/** Variables of the pool first, then the level, which every open group must reach. */
function stage(pool: GroupedPool, sizes: readonly number[], fixed: ReadonlyMap<number, number>): Program {
  const level = pool.most.length
  const floors = sizes.flatMap((size, group): Row[] =>
    fixed.has(group) ? [] : [{ at: [group, level], weights: [1, -size], least: 0, most: Infinity }],
  )

  return {
    goal: 'most',
    costs: [...pool.most.map(() => 0), 1],
    rows: [...pool.rows, ...floors],
    lower: [...pool.most.map((size, group) => lowest(pool, fixed, { group, size })), 0],
    upper: [...pool.most, 1],
    whole: 0,
  }
}

const lowest = (
  pool: GroupedPool,
  fixed: ReadonlyMap<number, number>,
  { group, size }: { group: number; size: number },
): number => Math.max(pool.least[group] ?? 0, ((fixed.get(group) ?? 0) - tiny) * size)
