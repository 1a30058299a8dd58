import { type FileDraw, isAdjusting } from './draw.js'
import type { Grid } from './grid.js'
import type { AssignmentSettings } from './problem.js'

/** What each part of the goal weighs, in points; each outweighs everything below it, removals as far as their cost says. */
export interface Weights {
  /** A read a reader lacks of their `least`. */
  readonly least: number
  /** A file's first missing read; its second weighs twice as much, and so on: the worst served come first. */
  readonly missing: number
  /** One step of a reader's load. A pool-wide read weighs as much. */
  readonly step: number
  /** Keeping an existing pair in `adjust`: its cost in steps. */
  readonly removal: number
  /** Lots are below this: all that one exchange can move stay below a single point. */
  readonly lot: number
}

/** From a removal cost of a tenth of a step no match outweighs it. */
const removalsPerStep = 10

/** Steps are single reads up to here, and wider further up, where even loads are out of sight. */
export interface LoadScale {
  readonly fine: number
}

/** Number of the step in which a reader's read number `load` lies; grows by about a tenth of the load beyond `fine`. */
export const stepOf = (load: number, { fine }: LoadScale): number =>
  load <= fine ? load : fine + Math.ceil(10 * Math.log(load / fine))

export const loadScaleOf = (grid: Grid, settings: AssignmentSettings): LoadScale => ({
  fine: 10 + 2 * Math.ceil((grid.files.length * settings.reads) / Math.max(1, grid.readers.length)),
})

/**
 * One goal instead of several in turn. That a part outweighs those below it need not be made sure by a weight larger than
 * all they can ever sum up to: two whole-numbered flows differ by simple cycles, a better flow is reached through cycles
 * each of which does not make the parts above worse, and a simple cycle passes each reader once. So it meets at most 2R
 * pairs, R + 1 files, and two steps of load (Ahuja, Magnanti, Orlin, "Network Flows", 1993, §3.5). The weights stay small
 * enough for the solver's tolerances.
 */
export function weightsOf(grid: Grid, settings: AssignmentSettings, draws: readonly FileDraw[]): Weights {
  const readers = grid.readers.length
  const lot = 1 / (2 * readers + 2)
  const overMatch = 2 * (readers + 1) * (mostPoints(grid, draws) + 1)
  const step = isAdjusting(settings) ? overMatch * removalsPerStep : overMatch
  const removal = isAdjusting(settings) ? settings.removalCost * step : 0
  const steps = readers + 4 + stepOf(grid.files.length, loadScaleOf(grid, settings))
  const missing = steps * step + 2 * (readers + 1) * Math.abs(removal)

  return { least: missing * (settings.reads + 2), missing, removal, step, lot }
}

const mostPoints = (grid: Grid, draws: readonly FileDraw[]): number =>
  draws.reduce(
    (most, { file, groups }) =>
      groups.flat().reduce((inFile, reader) => Math.max(inFile, Math.abs(grid.points(file, reader))), most),
    0,
  )
