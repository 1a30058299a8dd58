import type { DeskSecond } from '#features/vetting/staff/desk/list-seconds.js'
import { type Column, Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

/** Findings and words about a concern that wait for this person; they are read and answered on the page each row leads to. */
export const DeskSeconds = ({ words, rows }: { readonly words: Words; readonly rows: readonly DeskSecond[] }) => (
  <>
    <h2>{words('staff.approval.desk')}</h2>
    <Table
      caption={words('staff.approval.desk_caption')}
      empty={words('staff.approval.waiting_none')}
      rows={rows}
      keyOf={({ file, kind }) => `${kind} ${file.id}`}
      columns={columns(words)}
    />
  </>
)

const columns = (words: Words): Column<DeskSecond>[] => [
  {
    name: words('staff.list.case'),
    cell: ({ file, kind }) => (
      <a href={kind === 'finding' ? paths.vetting(file.id) : paths.restriction(file.id)} dir="ltr">
        {file.caseNumber}
      </a>
    ),
  },
  { name: words('staff.approval.kind'), cell: ({ kind, count }) => words(`staff.approval.desk.${kind}`, { count }) },
]
