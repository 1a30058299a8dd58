import { shuffled } from '../random.js'
import { apartGroups } from './apart.js'
import type { Grid } from './grid.js'
import type { AssignmentSettings } from './problem.js'

/** What the lot settles for one file before the solver sees it. Readers are numbers of the grid. */
export interface FileDraw {
  readonly file: number
  /** Reads this run decides on: the missing ones, in `adjust` all of them but those that are held. */
  readonly open: number
  /** Readers who may be given the file, or in `adjust` keep it; one of a group at most. */
  readonly groups: readonly (readonly number[])[]
  /** New readers whose read would be a pool-wide one, and how many such reads the file should get. */
  readonly handful: ReadonlySet<number>
  readonly poolReads: number
  /** False when too few readers are eligible to keep the probability cap and fill the file. */
  readonly keepsCap: boolean
}

/** Readers drawn for each pool-wide read: enough that loads can be even, few enough that match does not choose again. */
const handfulPerRead = 6
/** Part of a file's eligible readers the handful takes at most: the others are left to be chosen for their match. */
const handfulShare = 1 / 3

export const isAdjusting = ({ mode }: AssignmentSettings): boolean => mode === 'adjust'

/** True when existing pairs are taken to stay, as far as the draw has to know. */
const expectsToKeep = (settings: AssignmentSettings): boolean => !isAdjusting(settings) || settings.removalCost > 0

/**
 * Draws, for each file in turn: who remains under the probability cap, who of readers kept apart is let in, which reads
 * are pool-wide and which handful of readers they come from.
 *
 * The cap (after Jecmen et al., "Mitigating manipulation in peer review via randomized reviewer assignments", 2020, who
 * bound the same probability): of e eligible readers ⌊cap · e⌋ are drawn, each as likely as another, and the rest is out
 * of this run. So nobody's probability exceeds the cap, whatever they wished for and whatever the solver prefers.
 */
export function drawFiles(grid: Grid, settings: AssignmentSettings, random: () => number): FileDraw[] {
  const missing = keptReads(grid, settings).map((kept, file) => Math.max(0, (grid.wanted[file] ?? 0) - kept))
  const poolReads = grid.hasRegions ? spread(poolReadsMissing(grid, settings), missing, random) : missing.map(() => 0)

  return grid.files.map((_file, file) => {
    const reads = { missing: missing[file] ?? 0, pool: poolReads[file] ?? 0 }
    return drawFile(grid, settings, { file, ...reads }, random)
  })
}

/** For each file, the reads that are taken to stay. */
const keptReads = (grid: Grid, settings: AssignmentSettings): number[] =>
  (expectsToKeep(settings) ? grid.standing : grid.held).map(({ size }) => size)

function poolReadsMissing(grid: Grid, settings: AssignmentSettings): number {
  const kept = expectsToKeep(settings) ? grid.standing : []
  const total = grid.files.reduce((sum, _file, at) => sum + Math.max(grid.wanted[at] ?? 0, kept[at]?.size ?? 0), 0)
  const there = kept.reduce((sum, readers) => sum + [...readers.values()].filter((drawn) => drawn === 'pool').length, 0)

  return Math.max(0, Math.ceil(settings.poolShare * total) - there)
}

/** Gives out `count` reads over files with so many places, in drawn order; no file gets its second before all had a first. */
function spread(count: number, places: readonly number[], random: () => number): number[] {
  const given = places.map(() => 0)
  let left = count
  for (let round = 1; left > 0; round += 1) {
    const open = [...places.keys()].filter((file) => (places[file] ?? 0) >= round)
    if (open.length === 0) break
    for (const file of shuffled(open, random).slice(0, left)) given[file] = round
    left -= Math.min(left, open.length)
  }

  return given
}

interface FileReads {
  readonly file: number
  readonly missing: number
  readonly pool: number
}

function drawFile(grid: Grid, settings: AssignmentSettings, reads: FileReads, random: () => number): FileDraw {
  const { file, missing } = reads
  const standing = [...(grid.standing[file]?.keys() ?? [])]
  const [wanted, held] = [grid.wanted[file] ?? 0, grid.held[file] ?? new Set()]
  const open = isAdjusting(settings) ? Math.max(0, wanted - held.size) : missing
  const isOverfull = expectsToKeep(settings) && standing.length > wanted
  const eligible =
    open === 0 || isOverfull ? [] : [...grid.readers.keys()].filter((reader) => isNew(grid, file, reader))
  const drawn = Math.floor(settings.probabilityCap * eligible.length)
  const others = drawn < eligible.length ? shuffled(eligible, random).slice(0, Math.max(drawn, missing)) : eligible
  const groups = apartGroups({ first: standing, others }, grid.apart, wanted, random)
  const fresh = groups.filter((group) => !group.some((reader) => standing.includes(reader)))

  return {
    file,
    open,
    groups: isAdjusting(settings) ? groups.filter((group) => !group.some((reader) => held.has(reader))) : fresh,
    handful: handfulOf(fresh, reads.pool, random),
    poolReads: reads.pool,
    keepsCap: drawn >= Math.min(missing, eligible.length),
  }
}

const isNew = (grid: Grid, file: number, reader: number): boolean =>
  grid.barrier(file, reader) === null && grid.standing[file]?.has(reader) !== true

/** Whole groups, so that readers kept apart stay on one side; never fewer groups than reads. */
function handfulOf(groups: readonly (readonly number[])[], poolReads: number, random: () => number): Set<number> {
  if (poolReads === 0) return new Set()
  const size = Math.min(handfulPerRead * poolReads, Math.floor(groups.length * handfulShare))
  return new Set(shuffled(groups, random).slice(0, Math.max(poolReads, size)).flat())
}
