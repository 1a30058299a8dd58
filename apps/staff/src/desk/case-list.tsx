import type { Lifecycle } from '#domain/lifecycle.js'
import { visaCaseLifecycle } from '#domain/visa/lifecycle.js'
import type { VisaCaseRow } from '#features/visa/staff/visa-case-rows.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'

export interface CaseListProps {
  readonly words: Words
  readonly rows: readonly VisaCaseRow[]
  readonly waitingOnly: boolean
  readonly caseHref: (participationId: string) => string
  readonly listHref: (waitingOnly: boolean) => string
}

/** The desk's list: what waits and why, in plain facts. */
export const CaseList = ({ words, rows, waitingOnly, caseHref, listHref }: CaseListProps) => (
  <>
    <h1>{words('staff.desk.title')}</h1>
    <p class="lead">{words('staff.desk.lead')}</p>
    <p>
      <a href={listHref(!waitingOnly)}>{words(waitingOnly ? 'staff.desk.all' : 'staff.desk.waiting_only')}</a>
    </p>
    <Table
      caption={words('staff.desk.caption')}
      empty={words('staff.desk.empty')}
      rows={rows}
      keyOf={(row) => row.participation_id}
      columns={columns(words, caseHref)}
    />
  </>
)

const columns = (words: Words, caseHref: CaseListProps['caseHref']) => [
  {
    name: words('staff.desk.case'),
    cell: (row: VisaCaseRow) => <a href={caseHref(row.participation_id)}>{row.case_number}</a>,
  },
  { name: words('staff.desk.waiting'), cell: (row: VisaCaseRow) => waitingText(words, row) },
  { name: words('staff.desk.since'), cell: (row: VisaCaseRow) => dayText(words, row.waiting_since) },
  { name: words('staff.desk.state'), cell: (row: VisaCaseRow) => stateText(row.state) },
  { name: words('staff.desk.path'), cell: (row: VisaCaseRow) => pathText(words, row.visa_path) },
  { name: words('staff.desk.safe'), cell: (row: VisaCaseRow) => dayText(words, row.safe_on) },
]

export const waitingText = (words: Words, { waiting_for: waiting }: VisaCaseRow): string =>
  waiting ? words(`staff.desk.waiting_for.${waiting}`) : words('staff.desk.not_set')

export const pathText = (words: Words, path: VisaCaseRow['visa_path']): string =>
  path ? words(`staff.desk.path.${path}`) : words('staff.desk.not_set')

export const dayText = (words: Words, day: string | null): string =>
  day ? words.date(day) : words('staff.desk.not_set')

/** Labels stand in the lifecycle, so that page and printed document agree. */
export const stateText = (state: string): string => (visaCaseLifecycle as Lifecycle)[state]?.label ?? state
