import type { FileDraw } from './draw.js'
import { isAdjusting } from './draw.js'
import type { Grid } from './grid.js'
import { LpText } from './lp-text.js'
import type { AssignmentSettings } from './problem.js'
import { loadScaleOf, stepOf, type Weights, weightsOf } from './weights.js'

/** A column that stands for one reader on one file. */
export interface PairColumn {
  readonly name: string
  readonly file: number
  readonly reader: number
}

export interface AssignmentModel {
  /** CPLEX LP text; empty when there is nothing to decide. */
  readonly text: string
  readonly pairs: readonly PairColumn[]
}

/**
 * The transportation problem of DOMAIN's assignment, to be maximised: a column from 0 to 1 for each reader a file may be
 * given to, columns for the reads a file lacks, for its pool-wide reads and for the steps of each reader's load. Rows are
 * nested on the side of the files (pool-wide or kept apart ⊂ file) and on that of the readers, so every corner is whole-
 * numbered (Hoffman, Kruskal 1956; Edmonds 1970). Missing reads are columns: there is always an answer.
 */
export function modelOf(
  grid: Grid,
  settings: AssignmentSettings,
  draws: readonly FileDraw[],
  random: () => number,
): AssignmentModel {
  const weights = weightsOf(grid, settings, draws)
  const lp = new LpText()
  const pairs = draws.flatMap((draw) => {
    const columns = pairColumns(lp, grid, weights, { draw, random })
    addFileRows(lp, grid, settings, { draw, columns, weights })
    return columns
  })
  addReaderRows(lp, grid, settings, { pairs, weights })

  return { text: pairs.length === 0 ? '' : lp.text(), pairs }
}

function pairColumns(
  lp: LpText,
  grid: Grid,
  weights: Weights,
  { draw, random }: { readonly draw: FileDraw; readonly random: () => number },
): PairColumn[] {
  const { file, handful } = draw
  return draw.groups.flat().map((reader) => {
    const drawn = grid.standing[file]?.get(reader) ?? (handful.has(reader) ? 'pool' : 'match')
    const points = grid.hasRegions && drawn === 'pool' ? 0 : grid.points(file, reader)
    const kept = grid.standing[file]?.has(reader) === true ? weights.removal : 0
    return { name: lp.column(points + kept + random() * weights.lot, 1), file, reader }
  })
}

interface FileParts {
  readonly draw: FileDraw
  readonly columns: readonly PairColumn[]
  readonly weights: Weights
}

function addFileRows(lp: LpText, grid: Grid, settings: AssignmentSettings, parts: FileParts): void {
  const { draw, columns, weights } = parts
  if (columns.length === 0) return
  const lacks = Array.from({ length: draw.open }, (_, i) => lp.column(-weights.missing * (i + 1), 1))
  const standing = (grid.standing[draw.file]?.size ?? 0) - (grid.held[draw.file]?.size ?? 0)
  const isOverfull = isAdjusting(settings) && settings.removalCost > 0 && standing > draw.open
  const over = isOverfull ? [lp.column(0, standing - draw.open)] : []
  lp.row({ plus: [...columns.map(({ name }) => name), ...lacks], minus: over }, '=', draw.open)

  const nameOf = new Map(columns.map(({ reader, name }) => [reader, name]))
  for (const group of draw.groups) {
    if (group.length > 1) lp.row({ plus: group.map((reader) => nameOf.get(reader) ?? '') }, '<=', 1)
  }
  if (draw.poolReads === 0) return
  const pool = columns.filter(({ reader }) => draw.handful.has(reader)).map(({ name }) => name)
  lp.row({ plus: pool, minus: [lp.column(weights.step, draw.poolReads)] }, '>=', 0)
}

interface ReaderParts {
  readonly pairs: readonly PairColumn[]
  readonly weights: Weights
}

/** A reader's reads fill the steps of their load from the lowest, each dearer than the one before. */
function addReaderRows(lp: LpText, grid: Grid, settings: AssignmentSettings, { pairs, weights }: ReaderParts): void {
  const names = grid.readers.map((): string[] => [])
  for (const { reader, name } of pairs) names[reader]?.push(name)
  const scale = loadScaleOf(grid, settings)
  for (const [at, reader] of grid.readers.entries()) {
    const own = names[at] ?? []
    if (own.length === 0) continue
    const fixed = isAdjusting(settings) ? grid.held : grid.standing
    const before = fixed.filter((readers) => readers.has(at)).length
    const most = Math.min(reader.most ?? Infinity, before + own.length)
    const steps = new Map<number, number>()
    for (let load = before + 1; load <= most; load += 1) {
      const step = stepOf(settings.mode === 'balance_new' ? load - before : load, scale) * weights.step
      const cost = step - (load <= reader.least ? weights.least : 0)
      steps.set(cost, (steps.get(cost) ?? 0) + 1)
    }
    lp.row({ plus: own, minus: [...steps].map(([cost, width]) => lp.column(-cost, width)) }, '=', 0)
  }
}
