import type { AuditPage, AuditRow } from '#features/audit/staff/read-audit.js'
import { Notice } from '#ui/blocks.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { ListPager } from '../shell/list-pager.js'

export interface AuditProps {
  readonly words: Words
  readonly log: AuditPage
  readonly isFirst: boolean
}

export const AuditText = ({ words, log, isFirst }: AuditProps) => (
  <>
    <h1>{words('staff.audit.title')}</h1>
    <Notice>
      <p>{words('staff.audit.head', { seq: log.head })}</p>
      <p>
        {words('staff.audit.verify')} <code>npm run cli -- verify-audit</code>
      </p>
    </Notice>
    <Table
      caption={words('staff.audit.caption')}
      empty={words('staff.audit.empty')}
      rows={log.rows}
      keyOf={(row) => row.seq}
      columns={columns(words)}
    />
    <ListPager isFirst={isFirst} next={log.next} to={paths.auditFrom} />
  </>
)

/** UTC to the second: lines are compared with other logs. */
const timeText = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ')

const columns = (words: Words) => [
  { name: words('staff.audit.seq'), cell: (row: AuditRow) => row.seq },
  { name: words('staff.audit.at'), cell: (row: AuditRow) => timeText(row.at) },
  { name: words('staff.audit.actor'), cell: (row: AuditRow) => <bdi>{row.actor ?? words('staff.audit.nobody')}</bdi> },
  { name: words('staff.audit.verb'), cell: (row: AuditRow) => <code>{row.verb}</code> },
  { name: words('staff.audit.object'), cell: (row: AuditRow) => <code>{row.objectId}</code> },
  { name: words('staff.audit.purpose'), cell: (row: AuditRow) => row.purpose },
]
