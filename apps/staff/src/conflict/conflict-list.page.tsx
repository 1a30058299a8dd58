import { conflictKinds } from '#domain/vetting/conflict.js'
import type { Colleague } from '#features/staff/staff/list-colleagues.js'
import type { PossibleConflict } from '#features/vetting/staff/conflict/guess-conflicts.js'
import type { ConflictWord } from '#features/vetting/staff/conflict/list-conflicts.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'
import { PossibleConflicts } from './possible-conflict.page.js'

export interface ConflictListProps {
  readonly words: Words
  readonly title: string
  readonly id: string
  readonly token: string
  readonly known: readonly ConflictWord[]
  readonly possible: readonly PossibleConflict[]
  /** Whom a pin may be about. */
  readonly colleagues: readonly Pick<Colleague, 'accountId' | 'name'>[]
  readonly notice: unknown
  readonly done: unknown
}

/** All that is on record about a file's readers, what may be, and the way to say how it is. */
export const ConflictListText = (props: ConflictListProps) => {
  const { words, id, known } = props

  return (
    <>
      <Refused code={props.notice} />
      <Done code={props.done} />
      <h1>{props.title}</h1>
      <p class="lead">{words('staff.conflicts.lead')}</p>
      <p>
        <a href={paths.application(id)}>{words('staff.conflicts.back')}</a>
      </p>
      <Table
        caption={words('staff.conflicts.caption')}
        empty={words('staff.conflicts.empty')}
        rows={known}
        keyOf={(row) => `${row.accountId} ${row.origin}`}
        columns={columns(props)}
      />
      <PossibleConflicts {...props} />
      <PinEntry {...props} />
    </>
  )
}

const columns = ({ words, id, token }: ConflictListProps) => [
  { name: words('staff.assign.who'), cell: (row: ConflictWord) => <bdi>{row.name}</bdi> },
  {
    name: words('staff.conflicts.what'),
    cell: (row: ConflictWord) => (
      <>
        {words(`staff.conflict.${row.kind}`)}
        {!row.counts && <span class="hint"> · {words('staff.conflicts.stands_below')}</span>}
      </>
    ),
  },
  {
    name: words('staff.conflicts.how'),
    cell: (row: ConflictWord) => (
      <>
        {words(`staff.conflicts.origin.${row.origin}`)}
        {row.byExclusion && <span class="hint"> · {words('staff.conflicts.by_exclusion')}</span>}
      </>
    ),
  },
  { name: words('staff.conflicts.author'), cell: (row: ConflictWord) => <bdi>{row.author}</bdi> },
  { name: words('staff.conflicts.day'), cell: (row: ConflictWord) => words.date(row.on) },
  {
    name: words('staff.waiting.act'),
    cell: (row: ConflictWord) =>
      row.origin === 'pinned' ? (
        <form method="post" action={paths.conflictPinEnds(id)}>
          <input type="hidden" name="form_token" value={token} />
          <input type="hidden" name="account" value={row.accountId} />
          <button class="second">{words('staff.conflicts.clear')}</button>
        </form>
      ) : null,
  },
]

const PinEntry = ({ words, id, token, colleagues }: ConflictListProps) => (
  <section>
    <h2>{words('staff.conflicts.pin')}</h2>
    <p class="hint">{words('staff.conflicts.pin_hint')}</p>
    <PageForm action={paths.conflictPins(id)} token={token} id="pin">
      <SelectField
        name="account"
        label={words('staff.assign.who')}
        choices={colleagues.map(({ accountId, name }) => ({ value: accountId, label: name }))}
      />
      <SelectField
        name="kind"
        label={words('staff.conflicts.what')}
        choices={[...conflictKinds, 'none' as const].map((value) => ({
          value,
          label: words(`staff.conflict.${value}`),
        }))}
      />
      <div class="buttons">
        <button class="second">{words('staff.conflicts.pin_send')}</button>
      </div>
    </PageForm>
  </section>
)
