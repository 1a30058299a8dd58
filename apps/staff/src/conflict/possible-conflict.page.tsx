import type { PossibleConflict } from '#features/vetting/staff/conflict/guess-conflicts.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

interface PossibleProps {
  readonly words: Words
  /** Of the file. */
  readonly id: string
  readonly token: string
  readonly possible: readonly PossibleConflict[]
}

/** Questions about colleagues, each with its reasons and two answers. Nothing is shown where there is nothing to ask. */
export const PossibleConflicts = (props: PossibleProps) =>
  props.possible.length === 0 ? null : (
    <>
      <h3>{props.words('staff.possible.title')}</h3>
      <p class="hint">{props.words('staff.possible.lead')}</p>
      <Table
        caption={props.words('staff.possible.caption')}
        empty=""
        rows={props.possible}
        keyOf={(row) => row.accountId}
        columns={columns(props)}
      />
    </>
  )

const columns = (props: PossibleProps) => [
  {
    name: props.words('staff.assign.who'),
    cell: (row: PossibleConflict) => (
      <>
        <bdi>{row.name}</bdi>
        {row.isReader && <span class="hint"> · {props.words('staff.possible.has_file')}</span>}
      </>
    ),
  },
  {
    name: props.words('staff.possible.why'),
    cell: (row: PossibleConflict) =>
      row.shared.map((thing) => <p key={thing}>{props.words(`staff.possible.shared.${thing}`)}</p>),
  },
  { name: props.words('staff.waiting.act'), cell: (row: PossibleConflict) => <Answers {...props} row={row} /> },
]

const Answers = ({ words, id, token, row }: PossibleProps & { readonly row: PossibleConflict }) => (
  <>
    {row.shared.includes('country') && (
      <form method="post" action={paths.conflictExclusions(id)}>
        <Hidden token={token} account={row.accountId} />
        <button class="second">{words('staff.possible.exclusion')}</button>
      </form>
    )}
    <form method="post" action={paths.conflictPins(id)}>
      <Hidden token={token} account={row.accountId} />
      <input type="hidden" name="asked" value="yes" />
      {!row.shared.includes('country') && (
        <button class="second" name="kind" value={row.kind}>
          {words('staff.possible.pin_conflict')}
        </button>
      )}
      <button class="second" name="kind" value="none">
        {words('staff.possible.pin_none')}
      </button>
    </form>
  </>
)

const Hidden = ({ token, account }: { readonly token: string; readonly account: string }) => (
  <>
    <input type="hidden" name="form_token" value={token} />
    <input type="hidden" name="account" value={account} />
  </>
)
