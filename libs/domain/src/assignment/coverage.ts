import { type Barrier, type Grid, gridOf } from './grid.js'
import { grouped } from '../grouped.js'
import type { AssignmentProblem, ReadPair } from './problem.js'

/** `load`: the reader may read the file, and has already as many reads as they take. */
export type CoverageCause = Barrier | 'load'

export interface ThinFile {
  readonly file: string
  /** Readers who could still be given the file, have it, or have read it. */
  readonly eligible: number
  /** Readers lost to each cause; who is lost to several counts under the first. */
  readonly lost: Readonly<Record<CoverageCause, number>>
}

export interface CoverageReport {
  /** What the files come to by experience, those that are done included. */
  readonly readsNeeded: number
  readonly readsDone: number
  /** What is left to do at the reads a file that are asked for. */
  readonly readsLeft: number
  /** For what is left: mean over the readers who take any files; null when there is none. */
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
 * What the pool of readers can carry, before anything is solved (DOMAIN: assignment): reads as experience says and as the
 * settings ask, `done` ones taken off, hours of 12 minutes a read, and the files too few may read, by cause.
 */
export function coverageReport(problem: AssignmentProblem, done: readonly ReadPair[] = []): CoverageReport {
  const grid = gridOf(problem)
  const doneOf = grouped(done, ({ file }) => file)
  const left = grid.files.map(({ id }, at) => Math.max(0, (grid.wanted[at] ?? 0) - (doneOf.get(id)?.length ?? 0)))
  const readsLeft = left.reduce((sum, reads) => sum + reads, 0)
  const busy = grid.readers.filter(({ most }) => most !== 0)
  const isOpenEnded = grid.readers.some(({ most }) => most === null)
  const full = fullReaders(grid)
  const thin = grid.files.map((_file, at) => sightOf(grid, at, full)).filter(({ eligible }) => eligible < enough)

  return {
    readsNeeded: Math.ceil(Math.round(grid.files.length * expectedReads * 1e6) / 1e6),
    readsDone: grid.files.reduce((sum, { id, read }) => sum + read + (doneOf.get(id)?.length ?? 0), 0),
    readsLeft,
    hoursPerReader: busy.length === 0 ? null : (readsLeft * minutesPerRead) / 60 / busy.length,
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
  let eligible = grid.files[file]?.read ?? 0
  for (const reader of grid.readers.keys()) {
    const isTheirs = grid.standing[file]?.has(reader) === true
    const cause = grid.barrier(file, reader) ?? (full.has(reader) && !isTheirs ? 'load' : null)
    if (cause) lost[cause] += 1
    else eligible += 1
  }

  return { file: grid.files[file]?.id ?? '', eligible, lost }
}
