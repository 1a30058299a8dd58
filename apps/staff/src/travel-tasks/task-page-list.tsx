import { waiveReasons } from '#features/task/staff/close-task.js'
import type { TaskListRow } from '#features/task/staff/task-list-rows.js'
import { Notice } from '#ui/blocks.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'

/** Who may have a task, as the filter offers them. */
export const owners = [
  'delegate',
  'travel_desk',
  'security_officer',
  'care',
  'finance',
  'events',
  'duty_officer',
  'coordinator',
] as const

export interface TaskPageListProps {
  readonly words: Words
  readonly rows: readonly TaskListRow[]
  readonly show: 'open' | 'overdue' | 'all'
  readonly owner: string | undefined
  readonly token: string
  readonly listHref: string
  readonly closeHref: (taskId: string) => string
  readonly refused?: string
}

/** Tasks of the edition with a filter; each line can be closed on the spot. */
export const TaskPageList = (props: TaskPageListProps) => (
  <>
    <h1>{props.words('staff.tasks.title')}</h1>
    {props.refused && (
      <Notice tone="danger" isStatus>
        <p>{props.refused}</p>
      </Notice>
    )}
    <Filter {...props} />
    <Table
      caption={props.words('staff.tasks.caption')}
      empty={props.words('staff.tasks.empty')}
      rows={props.rows}
      keyOf={(row) => row.id}
      columns={columns(props)}
    />
  </>
)

const Filter = ({ words, show, owner, listHref }: TaskPageListProps) => (
  <form class="buttons" method="get" action={listHref}>
    <label for="show">{words('staff.tasks.show')}</label>
    <select id="show" name="show">
      {(['open', 'overdue', 'all'] as const).map((value) => (
        <option key={value} value={value} selected={value === show}>
          {words(`staff.tasks.show.${value}`)}
        </option>
      ))}
    </select>
    <label for="owner">{words('staff.tasks.owner')}</label>
    <select id="owner" name="owner">
      <option value="">{words('staff.tasks.any_owner')}</option>
      {owners.map((value) => (
        <option key={value} value={value} selected={value === owner}>
          {words(`staff.owner.${value}`)}
        </option>
      ))}
    </select>
    <button class="second">{words('staff.tasks.filter')}</button>
  </form>
)

const columns = (props: TaskPageListProps) => [
  {
    name: props.words('staff.tasks.task'),
    cell: (row: TaskListRow) => `${row.task} ${props.words.find(`staff.task.${row.task}`) ?? ''}`,
  },
  { name: props.words('staff.tasks.case'), cell: (row: TaskListRow) => row.case_number },
  {
    name: props.words('staff.tasks.owner'),
    cell: (row: TaskListRow) => props.words.find(`staff.owner.${row.owner}`) ?? row.owner,
  },
  { name: props.words('staff.tasks.due'), cell: (row: TaskListRow) => <Due words={props.words} row={row} /> },
  { name: props.words('staff.tasks.act'), cell: (row: TaskListRow) => <Act {...props} row={row} /> },
]

const Due = ({ words, row }: { words: Words; row: TaskListRow }) => (
  <>
    {row.due_on && <span>{words.date(row.due_on)}</span>}
    {row.hard_on && <span> · {words('staff.tasks.hard', { day: words.date(row.hard_on) })}</span>}
    {row.wall_on && <span> · {words('staff.tasks.wall', { day: words.date(row.wall_on) })}</span>}
    {row.is_overdue && <strong> · {words('staff.tasks.overdue')}</strong>}
    {row.is_escalated && <strong> · {words('staff.tasks.escalated')}</strong>}
  </>
)

/** Travel form, answer and assessment are closed by their own acts. */
const closedElsewhere = new Set(['T01', 'T02', 'T03'])

const Act = ({ words, row, token, closeHref }: TaskPageListProps & { row: TaskListRow }) => {
  if (closedElsewhere.has(row.task)) return null
  const isOpen = row.state === 'open'
  if (!isOpen && row.state === 'waiting') return null

  return (
    <form method="post" action={closeHref(row.id)}>
      <input type="hidden" name="form_token" value={token} />
      <input type="hidden" name="version" value={row.version} />
      {isOpen ? <Close words={words} /> : <MoveButton words={words} move="reopen" />}
    </form>
  )
}

/** Done is one press; a task that is not needed takes a reason first. */
const Close = ({ words }: { readonly words: Words }) => (
  <>
    <MoveButton words={words} move="complete" />
    <details>
      <summary>{words('staff.tasks.waive')}</summary>
      <select name="reason" aria-label={words('staff.tasks.reason')}>
        <option value="">{words('staff.tasks.reason')}</option>
        {waiveReasons.map((reason) => (
          <option key={reason} value={reason}>
            {words(`staff.tasks.reason.${reason}`)}
          </option>
        ))}
      </select>
      <MoveButton words={words} move="waive" />
    </details>
  </>
)

const MoveButton = ({ words, move }: { readonly words: Words; readonly move: 'complete' | 'waive' | 'reopen' }) => (
  <button class="second" name="move" value={move}>
    {words(`staff.tasks.${move}`)}
  </button>
)
