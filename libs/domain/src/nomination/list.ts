import { cellsOf, isBlankLine } from '../cells.js'

/** Columns of a list of people put forward, in any order; the first line names them. */
export const listColumns = ['name', 'channel', 'address', 'language', 'agreed', 'why', 'known'] as const
export type ListColumn = (typeof listColumns)[number]

export interface ListRow {
  /** As a spreadsheet counts: the line of names is 1. */
  readonly number: number
  readonly cells: Readonly<Record<ListColumn, string>>
}

export type ListProblem = 'empty' | 'columns' | 'too_many' | 'quotes'

/** What a pasted list is: its rows, or why it is none, with the rows concerned. */
export type ReadList =
  | { readonly ok: true; readonly rows: readonly ListRow[] }
  | { readonly ok: false; readonly code: ListProblem; readonly rows: readonly number[] }

/** Rows a list may have; more belong in two lists. */
export const listLimit = 200

const bad = (code: ListProblem, rows: readonly number[] = []): ReadList => ({ ok: false, code, rows })

/**
 * Reads comma separated values. Empty lines are passed over and counted. Every row must have as many cells as the first
 * line has names.
 */
export function readList(text: string): ReadList {
  const lines = cellsOf(text)
  if (typeof lines === 'number') return bad('quotes', [lines])
  const [head, ...rest] = lines.map((cells, i) => ({ number: i + 1, cells })).filter(({ cells }) => !isBlankLine(cells))
  if (!head || rest.length === 0) return bad('empty')
  const names = head.cells.map((name) => name.trim().toLowerCase())
  if (names.toSorted().join() !== listColumns.toSorted().join()) return bad('columns', [head.number])
  const odd = rest.filter(({ cells }) => cells.length !== names.length)
  if (odd.length > 0)
    return bad(
      'columns',
      odd.map(({ number }) => number),
    )
  if (rest.length > listLimit) return bad('too_many')
  const cellOf = (cells: readonly string[], name: ListColumn): string => cells[names.indexOf(name)]?.trim() ?? ''

  return {
    ok: true,
    rows: rest.map(({ number, cells }) => ({
      number,
      cells: Object.fromEntries(listColumns.map((name) => [name, cellOf(cells, name)])) as ListRow['cells'],
    })),
  }
}
