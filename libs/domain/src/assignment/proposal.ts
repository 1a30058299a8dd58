import type { FileDraw } from './draw.js'
import type { Fall, Grid } from './grid.js'
import type { AssignmentModel } from './model.js'
import type { AssignmentSettings, Drawn, DrawnPair, ReadPair } from './problem.js'

/** Why an existing pair goes: a hard rule forbids it by now, or `adjust` gave it up. */
export interface RemovedPair extends ReadPair {
  readonly reason: Fall | 'adjusted'
}

export interface IncompleteFile {
  readonly file: string
  readonly reads: number
  readonly missing: number
}

export interface ReaderLoad {
  readonly reader: string
  readonly before: number
  readonly after: number
}

/** What would change, and what it would come to; nothing is done by it. Lists are in the order of ids, file before reader. */
export interface Proposal {
  readonly seed: string | number
  readonly add: readonly DrawnPair[]
  readonly keep: readonly DrawnPair[]
  readonly remove: readonly RemovedPair[]
  readonly incomplete: readonly IncompleteFile[]
  readonly loads: readonly ReaderLoad[]
  /** Part of all reads that are pool-wide, 0 to 1; null without reads. */
  readonly poolShare: number | null
  /** Points of all reads, region included. */
  readonly match: number
  /** Files with too few eligible readers to keep the probability cap. */
  readonly beyondCap: readonly string[]
}

interface Solved {
  readonly draws: readonly FileDraw[]
  readonly model: AssignmentModel
  readonly values: ReadonlyMap<string, number>
}

type Reads = readonly ReadonlyMap<number, Drawn>[]

/** Reads the solver's answer as pairs. Throws when a column is neither 0 nor 1: that is no assignment. */
export function readProposal(grid: Grid, settings: AssignmentSettings, solved: Solved): Proposal {
  const after = readsAfter(grid, solved)
  const pairs = pairsOf(grid, after)
  const stood = ({ file, reader }: ReadPair): boolean =>
    grid.standing[grid.fileAt.get(file) ?? -1]?.has(grid.readerAt.get(reader) ?? -1) === true
  const pool = pairs.filter(({ drawn }) => drawn === 'pool').length

  return {
    seed: settings.seed,
    add: pairs.filter((pair) => !stood(pair)),
    keep: pairs.filter(stood),
    remove: removedPairs(grid, after),
    incomplete: incompleteFiles(grid, after),
    loads: loadsOf(grid, after),
    poolShare: pairs.length === 0 ? null : pool / pairs.length,
    match: after.reduce((sum, readers, file) => sum + pointsOf(grid, file, readers), 0),
    beyondCap: solved.draws.flatMap(({ file, keepsCap }) => (keepsCap ? [] : [grid.files[file]?.id ?? ''])),
  }
}

function readsAfter(grid: Grid, { draws, model, values }: Solved): Reads {
  const decided = new Set(model.pairs.map(({ file, reader }) => file * grid.readers.length + reader))
  const isFixed = (file: number, reader: number): boolean => !decided.has(file * grid.readers.length + reader)
  const after = grid.standing.map((standing, file) => new Map([...standing].filter(([who]) => isFixed(file, who))))
  for (const { name, file, reader } of model.pairs) {
    const value = values.get(name) ?? Number.NaN
    if (!(Math.min(Math.abs(value), Math.abs(value - 1)) < 1e-6)) throw new RangeError('assignment_not_whole')
    if (value < 0.5) continue
    const isPool = !grid.hasRegions || draws[file]?.handful.has(reader) === true
    after[file]?.set(reader, grid.standing[file]?.get(reader) ?? (isPool ? 'pool' : 'match'))
  }

  return after
}

const pairsOf = (grid: Grid, reads: Reads): DrawnPair[] =>
  reads.flatMap((readers, file) =>
    [...readers]
      .toSorted(([one], [other]) => one - other)
      .map(([reader, drawn]) => ({ file: grid.files[file]?.id ?? '', reader: grid.readers[reader]?.id ?? '', drawn })),
  )

function removedPairs(grid: Grid, after: Reads): RemovedPair[] {
  const adjusted = grid.standing.map(
    (standing, file) => new Map([...standing].filter(([reader]) => after[file]?.has(reader) !== true)),
  )
  const given = pairsOf(grid, adjusted).map(({ file, reader }) => ({ file, reader, reason: 'adjusted' as const }))
  const placeOf = ({ file, reader }: ReadPair): number =>
    (grid.fileAt.get(file) ?? 0) * grid.readers.length + (grid.readerAt.get(reader) ?? 0)

  return [...grid.fallen, ...given].toSorted((one, other) => placeOf(one) - placeOf(other))
}

const incompleteFiles = (grid: Grid, after: Reads): IncompleteFile[] =>
  grid.files.flatMap(({ id, read }, file) => {
    const [size, wanted] = [after[file]?.size ?? 0, grid.wanted[file] ?? 0]
    return size < wanted ? [{ file: id, reads: read + size, missing: wanted - size }] : []
  })

function loadsOf(grid: Grid, after: Reads): ReaderLoad[] {
  const before = countsOf(grid, grid.standing)
  for (const { reader } of grid.fallen) {
    const at = grid.readerAt.get(reader) ?? -1
    before[at] = (before[at] ?? 0) + 1
  }
  const counts = countsOf(grid, after)

  return grid.readers.map(({ id }, at) => ({ reader: id, before: before[at] ?? 0, after: counts[at] ?? 0 }))
}

function countsOf(grid: Grid, reads: Reads): number[] {
  const counts = grid.readers.map(() => 0)
  for (const readers of reads) for (const reader of readers.keys()) counts[reader] = (counts[reader] ?? 0) + 1
  return counts
}

const pointsOf = (grid: Grid, file: number, readers: ReadonlyMap<number, Drawn>): number =>
  [...readers.keys()].reduce((sum, reader) => sum + grid.points(file, reader), 0)
