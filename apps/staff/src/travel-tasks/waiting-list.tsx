import type { WaitingRow } from '#features/task/staff/list-waiting.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { deskPaths } from '../desk/desk-paths.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import { waitingPath } from './waiting-path.js'

export interface WaitingListProps {
  readonly words: Words
  readonly rows: readonly WaitingRow[]
  readonly token: string
}

/** The page of what waits for a person of these roles; `ended` was just taken off it. */
export const WaitingList = ({ ended, ...props }: WaitingListProps & { readonly ended?: string }) => (
  <>
    <h1>{props.words('staff.waiting.title')}</h1>
    {ended && (
      <Notice isStatus>
        <p>{props.words('staff.waiting.ended')}</p>
        <PageForm action={deskPaths.waitingReturns(ended)} token={props.token} id="undo">
          <button class="second">{props.words('staff.waiting.undo')}</button>
        </PageForm>
      </Notice>
    )}
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
  { name: words('staff.waiting.case'), cell: (row: WaitingRow) => linkTo(words, row) },
  { name: words('staff.waiting.since'), cell: (row: WaitingRow) => words.date(row.due_on) },
  {
    name: words('staff.waiting.role'),
    cell: (row: WaitingRow) =>
      words.find(`staff.owner.${row.role}`) ?? words.find(`staff.role.${row.role}`) ?? row.role,
  },
  { name: words('staff.waiting.act'), cell: (row: WaitingRow) => <Ends words={words} row={row} token={token} /> },
]

/** The case, the nomination or else the screen on which the work is done, as a link where there is one. */
function linkTo(words: Words, row: WaitingRow) {
  const href = waitingPath(row)
  const name = row.case_number ?? row.nomination
  if (href === undefined) return name ?? ''

  return <a href={href}>{name ?? words('staff.waiting.open')}</a>
}

function whatText(words: Words, { kind, task, place, lost }: WaitingRow): string {
  const title = task ? `${task} ${words.find(`staff.task.${task}`) ?? ''}` : ''
  const what = words.find(`staff.waiting.kind.${kind}`, { task: title }) ?? kind
  if (lost.length > 0) return `${what}: ${words.list(lost.map((why) => lostText(words, why)))}`
  return place === null ? what : `${what} (${words(`staff.reference.place.${place === 1 ? 1 : 2}`)})`
}

const lostText = (words: Words, why: string): string => words.find(`staff.waiting.lost.${why}`) ?? why

/** Where telling the person is the work, saying so is another answer than "done". */
const tellings = new Set(['tell_by_phone', 'invitation_not_reached', 'invitation_unreached', 'invitation_unanswered'])

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
