import { isSolution, type Program, type Row, type Solution, solveProgram } from '../program.js'
import type { Solving } from '../solving.js'
import type { Panel } from './decompose.js'
import { type Composition, compositionIn, type GroupedPool, sizesOf } from './groups.js'

const tiny = 1e-9
const gain = 1e-7
const priced = 1e-6

/** A stage's distribution over the compositions, and the price of each group and of one more composition. */
interface Stage {
  readonly shares: readonly number[]
  readonly level: number
  readonly prices: readonly number[]
  readonly price: number
}

/**
 * The fairest distribution over real sets, by column generation (Flanigan, Gölz, Gupta, Hennig, Procaccia: Fair algorithms
 * for selecting citizens' assemblies, Nature 596, 2021), over groups instead of people. Each stage makes the smallest
 * chance not yet fixed as large as the compositions at hand allow; the solver's prices say which further composition
 * would help; when none does, the groups with a price are fixed at that level. Groups no set can hold get 0.
 * @param start compositions known to be possible; may be empty
 */
export async function generatedLeximin(
  pool: GroupedPool,
  start: readonly Composition[],
  solving: Solving,
): Promise<readonly Panel[] | 'infeasible' | 'nothing_found'> {
  const covered = await coveringColumns(pool, start, solving)
  if (typeof covered === 'string') return covered
  const columns = [...covered]
  const known = new Set(columns.map((column) => column.join()))
  const isCovered = (group: number) => columns.some((column) => (column[group] ?? 0) > 0)
  const fixed = new Map(sizesOf(pool).flatMap((_, group) => (isCovered(group) ? [] : [[group, 0] as const])))
  for (;;) {
    const stage = await solveStage(pool, { columns, fixed }, solving)
    const column = stage && (await bestColumn(pool, stage.prices, solving))
    if (!stage || !column) return 'nothing_found'
    const isBetter = worth(stage.prices, column) > stage.price + gain
    if (isBetter && !known.has(column.join())) {
      columns.push(column)
      known.add(column.join())
    } else if (fixed.size === pool.members.length || !fix(pool, stage, fixed)) {
      return columns.flatMap((counts, k) =>
        (stage.shares[k] ?? 0) > tiny ? [{ counts, share: stage.shares[k] ?? 0 }] : [],
      )
    }
  }
}

const worth = (prices: readonly number[], column: Composition): number =>
  column.reduce((sum, count, group) => sum + count * (prices[group] ?? 0), 0)

/** Fixes the open groups that carry a price at this level; false when there is none. */
function fix(pool: GroupedPool, { prices, level }: Stage, fixed: Map<number, number>): boolean {
  const before = fixed.size
  for (const [group, size] of sizesOf(pool).entries()) {
    if (!fixed.has(group) && (prices[group] ?? 0) * size > priced) fixed.set(group, level)
  }
  return fixed.size > before
}

/** Compositions that together hold every group that any can hold. */
async function coveringColumns(
  pool: GroupedPool,
  start: readonly Composition[],
  solving: Solving,
): Promise<readonly Composition[] | 'infeasible' | 'nothing_found'> {
  const columns = [...start]
  for (;;) {
    const missing = pool.members.map((_, group) => (columns.some((column) => (column[group] ?? 0) > 0) ? 0 : 1))
    if (columns.length > 0 && missing.every((weight) => weight === 0)) return columns
    const found = await solveProgram(compositionOf(pool, missing), solving)
    if (found.status !== 'optimal') return found.status === 'infeasible' ? 'infeasible' : 'nothing_found'
    if (found.objective === 0 && columns.length > 0) return columns
    columns.push(compositionIn(pool, found.values))
  }
}

async function bestColumn(
  pool: GroupedPool,
  prices: readonly number[],
  solving: Solving,
): Promise<Composition | undefined> {
  // Prices are shares of 1 and get small; as weights only their ratio counts.
  const scale = 1 / Math.max(...prices, tiny)
  const weights = prices.map((price) => (price * scale < tiny ? 0 : price * scale))
  const found = await solveProgram(compositionOf(pool, weights), solving)

  return found.status === 'optimal' ? compositionIn(pool, found.values) : undefined
}

const compositionOf = (pool: GroupedPool, weights: readonly number[]): Program => ({
  goal: 'most',
  costs: pool.most.map((_, variable) => weights[variable] ?? 0),
  rows: pool.rows,
  lower: pool.least,
  upper: pool.most,
  whole: pool.most.length,
})

/** Compositions first, then the level. */
async function solveStage(
  pool: GroupedPool,
  { columns, fixed }: { columns: readonly Composition[]; fixed: ReadonlyMap<number, number> },
  solving: Solving,
): Promise<Stage | undefined> {
  const level = columns.length
  const rows = sizesOf(pool).map((size, group): Row => {
    const holding = columns.flatMap((column, k) => ((column[group] ?? 0) > 0 ? [k] : []))
    const weights = holding.map((k) => columns[k]?.[group] ?? 0)
    const reached = fixed.get(group)
    return reached === undefined
      ? { at: [...holding, level], weights: [...weights, -size], least: 0, most: Infinity }
      : { at: holding, weights, least: (reached - tiny) * size, most: Infinity }
  })
  const found = await solveProgram(
    {
      goal: 'most',
      costs: [...columns.map(() => 0), 1],
      rows: [...rows, { at: [...columns.keys()], least: 1, most: 1 }],
      lower: [...columns.map(() => 0), 0],
      upper: [...columns.map(() => 1), 1],
      whole: 0,
    },
    solving,
  )
  return isSolution(found) && found.status === 'optimal' ? stageOf(found, level, rows.length) : undefined
}

const stageOf = ({ values, duals }: Solution, level: number, groups: number): Stage => ({
  shares: values.slice(0, level),
  level: values[level] ?? 0,
  prices: duals.slice(0, groups).map(Math.abs),
  price: Math.abs(duals[groups] ?? 0),
})
