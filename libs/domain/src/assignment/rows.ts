import { cellsOf, isBlankLine } from '../cells.js'
import { type BrokenRule, ledgerOf } from './check.js'
import type { AssignmentProblem, ReadPair } from './problem.js'

/**
 * What speaks against a pair beside the rules: a possible conflict nobody has answered, the reader is who gives the file, or one
 * whose key nothing can be wrapped to; `exclusion` where the country is known to the session alone.
 */
export type PairObjection = 'exclusion' | 'possible_conflict' | 'about_yourself' | 'key_not_signed'

/** What is wrong with a row: it cannot be read, names nobody we know, breaks a rule, or something speaks against it. */
export type RowCode = 'empty' | 'quotes' | 'columns' | 'unknown_file' | 'unknown_reader' | BrokenRule | PairObjection

export interface RowError {
  /** As a spreadsheet counts: the first line is 1. */
  readonly row: number
  readonly code: RowCode
}

/** All rows as pairs, or every error of every row and no pair. */
export type ReadRows =
  | { readonly ok: true; readonly pairs: readonly ReadPair[] }
  | { readonly ok: false; readonly errors: readonly RowError[] }

/** How files and readers are written in the rows, with their ids. */
export interface WrittenNames {
  readonly files: ReadonlyMap<string, string>
  readonly readers: ReadonlyMap<string, string>
}

interface PairRow {
  readonly row: number
  readonly pair: ReadPair
}

const heading = 'file,reader'

/** The pairs of those rows that name a file and a reader, whatever else is wrong. */
export function writtenPairs(text: string, names: WrittenNames): ReadPair[] {
  const rows = rowsOf(text)
  return typeof rows === 'number' ? [] : rows.flatMap(({ row, cells }) => readRow(row, cells, names).found?.pair ?? [])
}

/**
 * Reads pasted or uploaded rows `file,reader` (comma separated values; a first line that says just that is passed over) as
 * new pairs beside the existing ones. All or nothing: one error and there are no pairs. `objectionTo`: what speaks against
 * a pair that breaks no rule.
 */
export function readAssignmentRows(
  text: string,
  names: WrittenNames,
  problem: AssignmentProblem,
  objectionTo: (pair: ReadPair) => PairObjection | null = () => null,
): ReadRows {
  const rows = rowsOf(text)
  if (typeof rows === 'number') return { ok: false, errors: [{ row: rows, code: 'quotes' }] }
  if (rows.length === 0) return { ok: false, errors: [{ row: 1, code: 'empty' }] }
  const read = rows.map(({ row, cells }) => readRow(row, cells, names))
  const pairs = read.flatMap(({ found }) => found ?? [])
  const errors = [...read.flatMap((one) => one.errors), ...ruleErrors(problem, pairs, objectionTo)]

  return errors.length > 0
    ? { ok: false, errors: errors.toSorted((one, other) => one.row - other.row) }
    : { ok: true, pairs: pairs.map(({ pair }) => pair) }
}

/** Lines with something in them, without the heading; the number of a line whose quotation marks do not fit. */
function rowsOf(text: string): number | { readonly row: number; readonly cells: string[] }[] {
  const lines = cellsOf(text)
  if (typeof lines === 'number') return lines

  return lines
    .map((cells, i) => ({ row: i + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(({ cells }) => !isBlankLine(cells))
    .filter(({ cells }, i) => i > 0 || cells.join().toLowerCase() !== heading)
}

function readRow(
  row: number,
  cells: readonly string[],
  names: WrittenNames,
): { readonly errors: readonly RowError[]; readonly found?: PairRow } {
  const [writtenFile = '', writtenReader = '', ...more] = cells
  if (writtenFile === '' || writtenReader === '' || more.length > 0) return { errors: [{ row, code: 'columns' }] }
  const [file, reader] = [names.files.get(writtenFile), names.readers.get(writtenReader)]
  if (file !== undefined && reader !== undefined) return { errors: [], found: { row, pair: { file, reader } } }
  const fileErrors: RowError[] = file === undefined ? [{ row, code: 'unknown_file' }] : []
  const readerErrors: RowError[] = reader === undefined ? [{ row, code: 'unknown_reader' }] : []

  return { errors: [...fileErrors, ...readerErrors] }
}

/** Staff may give a file more reads than the edition asks for; every other hard rule holds by hand as well. */
function ruleErrors(
  problem: AssignmentProblem,
  rows: readonly PairRow[],
  objectionTo: (pair: ReadPair) => PairObjection | null,
): RowError[] {
  const book = ledgerOf(problem)
  for (const pair of problem.existing) book(pair, { load: false, reads: Infinity })

  return rows.flatMap(({ row, pair }) => {
    const code = book(pair, { load: true, reads: Infinity }) ?? objectionTo(pair)
    return code ? [{ row, code }] : []
  })
}
