import { type Barrier, type Grid, gridOf } from './grid.js'
import type { AssignmentProblem } from './problem.js'

/** `load`: the reader may read the file, and has already as many reads as they take. */
export type CoverageCause = Barrier | 'load'

export interface ThinFile {
  readonly file: string
  /** Readers who could still be given the file, or have it. */
  readonly eligible: number
  /** Readers lost to each cause; who is lost to several counts under the first. */
  readonly lost: Readonly<Record<CoverageCause, number>>
}

export interface CoverageReport {
  readonly readsNeeded: number
  /** Mean over the readers who take any files; null when there is none. */
  readonly hoursPerReader: number | null
  /** Reads all readers together take at most; null when one of them has no limit. */
  readonly readsTaken: number | null
  /** Files with fewer than three eligible readers, in the order of their ids. */
  readonly thin: readonly ThinFile[]
  /** For each cause, the thin files that would have three again if it alone fell away. */
  readonly thinBy: Readonly<Record<CoverageCause, number>>
}

/** Two readers, and the third reader that about three files in ten need (DOMAIN: assignment). */
const expectedReads = 2.3
const minutesPerRead = 12
/** Two and a reserve. */
const enough = 3

const none: Readonly<Record<CoverageCause, number>> = { language: 0, conflict: 0, exclusion: 0, refused: 0, load: 0 }

/**
 * What the pool of readers can carry, before anything is solved (DOMAIN: assignment): reads at `reads` a file, hours of
 * 12 minutes a read, and the files too few may read, by cause.
 */
export function coverageReport(problem: AssignmentProblem, reads = expectedReads): CoverageReport {
  const grid = gridOf(problem)
  const readsNeeded = Math.ceil(Math.round(grid.files.length * reads * 1e6) / 1e6)
  const busy = grid.readers.filter(({ most }) => most !== 0)
  const isOpenEnded = grid.readers.some(({ most }) => most === null)
  const full = fullReaders(grid)
  const thin = grid.files.map((_file, at) => sightOf(grid, at, full)).filter(({ eligible }) => eligible < enough)

  return {
    readsNeeded,
    hoursPerReader: busy.length === 0 ? null : (readsNeeded * minutesPerRead) / 60 / busy.length,
    readsTaken: isOpenEnded ? null : grid.readers.reduce((sum, { most }) => sum + (most ?? 0), 0),
    thin,
    thinBy: Object.fromEntries(
      Object.keys(none).map((cause) => [
        cause,
        thin.filter(({ eligible, lost }) => eligible + lost[cause as CoverageCause] >= enough).length,
      ]),
    ) as Record<CoverageCause, number>,
  }
}

function fullReaders(grid: Grid): ReadonlySet<number> {
  const loads = grid.readers.map(() => 0)
  for (const readers of grid.standing) for (const reader of readers.keys()) loads[reader] = (loads[reader] ?? 0) + 1
  return new Set(loads.flatMap((load, reader) => (load >= (grid.readers[reader]?.most ?? Infinity) ? [reader] : [])))
}

function sightOf(grid: Grid, file: number, full: ReadonlySet<number>): ThinFile {
  const lost = { ...none }
  let eligible = 0
  for (const reader of grid.readers.keys()) {
    const isTheirs = grid.standing[file]?.has(reader) === true
    const cause = grid.barrier(file, reader) ?? (full.has(reader) && !isTheirs ? 'load' : null)
    if (cause) lost[cause] += 1
    else eligible += 1
  }

  return { file: grid.files[file]?.id ?? '', eligible, lost }
}
