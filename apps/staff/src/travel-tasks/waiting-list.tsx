import type { WaitingRow } from '#features/task/staff/list-waiting.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { deskPaths } from '../desk/desk-paths.js'
import { paths } from '../paths.js'

export interface WaitingListProps {
  readonly words: Words
  readonly rows: readonly WaitingRow[]
  readonly token: string
}

/** The page of what waits for a person of these roles. */
export const WaitingList = (props: WaitingListProps) => (
  <>
    <h1>{props.words('staff.waiting.title')}</h1>
    <WaitingTable {...props} />
  </>
)

/** What waits; each line can be taken off. */
export const WaitingTable = ({ words, rows, token }: WaitingListProps) => (
  <Table
    caption={words('staff.waiting.caption')}
    empty={words('staff.waiting.empty')}
    rows={rows}
    keyOf={(row) => row.id}
    columns={columns(words, token)}
  />
)

const columns = (words: Words, token: string) => [
  { name: words('staff.waiting.what'), cell: (row: WaitingRow) => whatText(words, row) },
  { name: words('staff.waiting.case'), cell: caseOf },
  { name: words('staff.waiting.since'), cell: (row: WaitingRow) => words.date(row.due_on) },
  {
    name: words('staff.waiting.role'),
    cell: (row: WaitingRow) => words.find(`staff.owner.${row.role}`) ?? row.role,
  },
  { name: words('staff.waiting.act'), cell: (row: WaitingRow) => <Ends words={words} row={row} token={token} /> },
]

/** Roles that open the files their tasks are about; a journey's desk has pages of its own. */
const opensFiles = new Set(['coordinator', 'vetting_lead', 'security_officer', 'board'])

const caseOf = ({ case_number: number, application_id: id, role }: WaitingRow) =>
  id && opensFiles.has(role) ? <a href={paths.application(id)}>{number}</a> : (number ?? '')

function whatText(words: Words, { kind, task }: WaitingRow): string {
  const title = task ? `${task} ${words.find(`staff.task.${task}`) ?? ''}` : ''
  return words.find(`staff.waiting.kind.${kind}`, { task: title }) ?? kind
}

/** Where telling the person is the work, saying so is another answer than "done". */
const tellings = new Set(['tell_by_phone', 'invitation_not_reached', 'invitation_unanswered'])

const Ends = ({ words, row, token }: { words: Words; row: WaitingRow; token: string }) => (
  <form method="post" action={deskPaths.waitingEnds(row.id)}>
    <input type="hidden" name="form_token" value={token} />
    {tellings.has(row.kind) && (
      <button class="second" name="how" value="told">
        {words('staff.waiting.told')}
      </button>
    )}
    <button class="second" name="how" value="done">
      {words('staff.waiting.done')}
    </button>
  </form>
)
