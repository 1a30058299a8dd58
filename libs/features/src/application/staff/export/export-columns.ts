import type { FilterRecord } from '#domain/filter/record.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import type { FieldName } from '../search/file-fields.js'

/** Columns of a file table, by the fields of the list; nothing sealed is among them. */
export type ExportColumn = Exclude<
  FieldName,
  'name' | 'organisation' | 'country' | 'theme' | 'tag' | 'held' | 'hold' | 'restricted' | 'mine' | 'conflicts'
>

const listed: readonly ExportColumn[] = ['case', 'state', 'unanswered', 'submitted', 'language']
const ofJudges: readonly ExportColumn[] = ['wave', 'waiting', 'readers', 'reviews', 'score', 'decision', 'outcome']
const ofLeads: readonly ExportColumn[] = ['evidence', 'checks', 'references']
const ofCoordinators: readonly ExportColumn[] = ['duplicates']

/** What a viewer's table shows: what their list shows, and the work they may see. By role alone, whatever the files hold. */
export const exportColumns = (actor: StaffActor): readonly ExportColumn[] => [
  ...listed,
  ...(hasRole(actor, 'coordinator', 'vetting_lead', 'board') ? ofJudges : []),
  ...(hasRole(actor, 'vetting_lead') ? ofLeads : []),
  ...(hasRole(actor, 'coordinator') ? ofCoordinators : []),
]

/** The value of a cell: a figure, a code, a day, `true` or `false`; null without one and for what the viewer may not see. */
export function cellOf({ values }: FilterRecord, column: ExportColumn): string | number | boolean | null {
  const value = values.get(column) ?? null
  return typeof value === 'object' ? null : typeof value === 'number' ? Math.round(value * 100) / 100 : value
}
