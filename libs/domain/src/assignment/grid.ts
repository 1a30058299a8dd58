import type { AssignmentProblem, Drawn, FileToRead, Reader, ReadPair } from './problem.js'

/** Why a reader may not read a file, in the order in which it is asked. */
export type Barrier = 'language' | 'conflict' | 'exclusion' | 'refused'

export type Fall = Barrier | 'kept_apart'

export interface FallenPair extends ReadPair {
  readonly reason: Fall
}

/** The problem by numbers: readers and files by their place in the order of their ids, so that rows come as they like. */
export interface Grid {
  readonly readers: readonly Reader[]
  readonly files: readonly FileToRead[]
  readonly readerAt: ReadonlyMap<string, number>
  readonly fileAt: ReadonlyMap<string, number>
  /** For each reader, those who must not share a file with them. */
  readonly apart: readonly ReadonlySet<number>[]
  /** For each file, who reads it already and may: the existing pairs without the fallen ones. */
  readonly standing: readonly ReadonlyMap<number, Drawn>[]
  /** For each file, those of its standing readers who stay whatever the mode. */
  readonly held: readonly ReadonlySet<number>[]
  /** For each file, the reads it should have from those who have it. */
  readonly wanted: readonly number[]
  /** Existing pairs a hard rule forbids by now. Of two kept apart on one file, the one given later falls. */
  readonly fallen: readonly FallenPair[]
  /** True when some reader knows a region and some file has one: only then is a pool-wide read a different thing. */
  readonly hasRegions: boolean
  barrier(file: number, reader: number): Barrier | null
  /** Match in points, with a hundred more where the reader knows the file's region. */
  points(file: number, reader: number): number
}

/** Knowing the region weighs as much as the widest step from no match at all. */
const regionPoints = 100

/** Numbers a problem. Pairs that name a reader or file not given are passed over. */
export function gridOf(problem: AssignmentProblem): Grid {
  const readers = problem.readers.toSorted(byId)
  const files = problem.files.toSorted(byId)
  const readerAt = new Map(readers.map(({ id }, i) => [id, i]))
  const fileAt = new Map(files.map(({ id }, i) => [id, i]))
  const cellOf = ({ file, reader }: ReadPair): number =>
    (fileAt.get(file) ?? Number.NaN) * readers.length + (readerAt.get(reader) ?? Number.NaN)
  const conflicts = new Set(problem.conflicts.map(cellOf))
  const refused = new Set(problem.refused.map(cellOf))
  const barred = new Set(problem.barred.map(cellOf))
  const match = new Map(problem.match.map((pair) => [cellOf(pair), pair.points]))
  const apart = apartOf(problem, readerAt)

  const barrier = (file: number, reader: number): Barrier | null => {
    const [one, other] = [files[file], readers[reader]]
    if (!one || !other || !other.languages.includes(one.language)) return 'language'
    if (conflicts.has(file * readers.length + reader)) return 'conflict'
    if (barred.has(file * readers.length + reader)) return 'exclusion'
    if ([one.region, one.country].some((code) => code !== null && other.excluded.includes(code))) return 'exclusion'
    return refused.has(file * readers.length + reader) ? 'refused' : null
  }
  const points = (file: number, reader: number): number => {
    const region = files[file]?.region ?? null
    const knows = region !== null && readers[reader]?.regions.includes(region)
    return (match.get(file * readers.length + reader) ?? 0) + (knows ? regionPoints : 0)
  }
  const hasRegions = readers.some(({ regions }) => regions.length > 0) && files.some(({ region }) => region !== null)
  const wanted = files.map(({ read }) => Math.max(0, problem.settings.reads - read))
  const numbers = { readers, files, readerAt, fileAt, apart, wanted, hasRegions, barrier, points }

  return { ...numbers, ...standingOf(problem, numbers) }
}

const byId = (one: { readonly id: string }, other: { readonly id: string }): number => (one.id < other.id ? -1 : 1)

function apartOf(problem: AssignmentProblem, readerAt: ReadonlyMap<string, number>): Set<number>[] {
  const apart = problem.readers.map(() => new Set<number>())
  for (const pair of problem.apart) {
    const [one, other] = pair.map((id) => readerAt.get(id))
    if (one === undefined || other === undefined || one === other) continue
    apart[one]?.add(other)
    apart[other]?.add(one)
  }

  return apart
}

function standingOf(problem: AssignmentProblem, grid: Omit<Grid, 'standing' | 'held' | 'fallen'>) {
  const standing = grid.files.map(() => new Map<number, Drawn>())
  const fallen: FallenPair[] = []
  for (const { file, reader, drawn } of problem.existing) {
    const [at, who] = [grid.fileAt.get(file), grid.readerAt.get(reader)]
    const readers = standing[at ?? -1]
    if (at === undefined || who === undefined || !readers) continue
    const meetsApart = [...readers.keys()].some((other) => grid.apart[who]?.has(other))
    const reason = grid.barrier(at, who) ?? (meetsApart ? 'kept_apart' : null)
    if (reason) fallen.push({ file, reader, reason })
    else readers.set(who, drawn)
  }

  const held = standing.map(() => new Set<number>())
  for (const { file, reader } of problem.held) {
    const [at, who] = [grid.fileAt.get(file) ?? -1, grid.readerAt.get(reader) ?? -1]
    if (standing[at]?.has(who)) held[at]?.add(who)
  }

  return { standing, held, fallen }
}
