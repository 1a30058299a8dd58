import { codeCaseLifecycle } from '#domain/application/code-case.js'
import type { CodeCase } from '#features/application/staff/code-case/see-code-case.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

const columns = (words: Words) => [
  {
    name: words('staff.lost_code.case'),
    cell: (row: CodeCase) => <a href={paths.lostCode(row.id)}>{row.caseNumber}</a>,
  },
  { name: words('staff.lost_code.state'), cell: (row: CodeCase) => codeCaseLifecycle[row.state].label },
  { name: words('staff.lost_code.opened_on'), cell: (row: CodeCase) => words.date(row.openedOn) },
]

export const LostCodeList = ({ words, rows }: { readonly words: Words; readonly rows: readonly CodeCase[] }) => (
  <>
    <h1>{words('staff.lost_code.title')}</h1>
    <Table
      caption={words('staff.lost_code.caption')}
      empty={words('staff.lost_code.empty')}
      rows={rows}
      keyOf={(row) => row.id}
      columns={columns(words)}
    />
  </>
)
