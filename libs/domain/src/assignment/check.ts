import { isAdjusting } from './draw.js'
import { type Barrier, gridOf } from './grid.js'
import type { AssignmentProblem, ReadPair } from './problem.js'
import type { Proposal } from './proposal.js'

/** A rule a pair breaks. `load`: more reads than the reader takes. `twice`: the reader has the file already. */
export type BrokenRule = Barrier | 'load' | 'kept_apart' | 'twice' | 'too_many_reads'

export interface Breach extends ReadPair {
  readonly rule: BrokenRule
}

/** What a pair has to keep beside the rules that hold always. */
export interface Limits {
  readonly load: boolean
  /** Reads a file may have with this one. */
  readonly reads: number
}

/** Books pairs one after the other, counting, and without the model; a pair that breaks a rule is named and not booked. */
export function ledgerOf(problem: AssignmentProblem): (pair: ReadPair, limits: Limits) => BrokenRule | null {
  const grid = gridOf(problem)
  const loads = new Map<string, number>()
  const readersOf = new Map<string, Set<string>>()

  return (pair, limits) => {
    const [file, reader] = [grid.fileAt.get(pair.file) ?? -1, grid.readerAt.get(pair.reader) ?? -1]
    const readers = readersOf.get(pair.file) ?? new Set()
    const load = (loads.get(pair.reader) ?? 0) + 1
    const rule = grid.barrier(file, reader)
    if (rule) return rule
    if (readers.has(pair.reader)) return 'twice'
    if ([...readers].some((other) => grid.apart[reader]?.has(grid.readerAt.get(other) ?? -1))) return 'kept_apart'
    if (limits.load && load > (grid.readers[reader]?.most ?? Infinity)) return 'load'
    if (readers.size >= limits.reads) return 'too_many_reads'
    loads.set(pair.reader, load)
    readersOf.set(pair.file, readers.add(pair.reader))
    return null
  }
}

/**
 * Holds a proposal against every hard rule: a solver is not believed. Reads that stood before may exceed a file's reads
 * and, unless `adjust` could have removed them, a reader's load; a new one may not.
 */
export function breachesOf(problem: AssignmentProblem, { add, keep }: Pick<Proposal, 'add' | 'keep'>): Breach[] {
  const book = ledgerOf(problem)
  const { fileAt, readerAt, held, wanted } = gridOf(problem)
  const isHeld = ({ file, reader }: ReadPair) => held[fileAt.get(file) ?? -1]?.has(readerAt.get(reader) ?? -1) === true
  const booked = (pairs: readonly ReadPair[], limitsOf: (pair: ReadPair) => Limits): Breach[] =>
    pairs.flatMap(({ file, reader }) => {
      const rule = book({ file, reader }, limitsOf({ file, reader }))
      return rule ? [{ file, reader, rule }] : []
    })
  const mayGo = keep.filter((pair) => !isHeld(pair))

  return [
    ...booked(keep.filter(isHeld), () => ({ load: false, reads: Infinity })),
    ...booked(mayGo, () => ({ load: isAdjusting(problem.settings), reads: Infinity })),
    ...booked(add, ({ file }) => ({ load: true, reads: wanted[fileAt.get(file) ?? -1] ?? 0 })),
  ]
}

/** Readers who would stay below the least they were promised, by id. */
export const belowLeast = (problem: AssignmentProblem, { loads }: Proposal): string[] => {
  const after = new Map(loads.map((load) => [load.reader, load.after]))
  return problem.readers.filter(({ id, least }) => (after.get(id) ?? 0) < least).map(({ id }) => id)
}
