import { csvText } from '#domain/csv.js'
import type { FileTable } from '#features/application/staff/export/export-files.js'
import type { Words } from '#words/index.js'
import { stateLabel } from '../application/state-label.js'

/** A table of files as a spreadsheet reads it: the header in words, and one line more where files have left the set. */
export function tableText(words: Words, { columns, rows, skipped }: FileTable): string {
  const header = columns.map((column) => words(`staff.export.column.${column}`))
  const state = columns.indexOf('state')
  const cells = rows.map((row) => row.map((value, at) => cellText(words, value, at === state)))
  const left = skipped > 0 ? [[words('staff.export.skipped', { count: skipped }).replace(/[\u2068\u2069]/g, '')]] : []

  return csvText([header, ...cells, ...left])
}

function cellText(words: Words, value: string | number | boolean | null, isState: boolean): string | number {
  if (value === null) return ''
  if (typeof value === 'boolean') return words(value ? 'staff.export.yes' : 'staff.export.no')
  return isState ? stateLabel(String(value)) : value
}
