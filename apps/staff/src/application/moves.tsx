import type { ComponentChildren } from 'preact'
import { openMoves, type PlainMove, roleFor } from '#features/application/staff/move-file.js'
import { passReasons } from '#features/application/staff/screening/passing.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { paths } from '../paths.js'
import type { FileProps } from './file-view.js'

/** Moves with a question of their own: the codes that may be given, and the answer of an empty one. */
const asked = {
  pass: { reasons: passReasons, empty: 'staff.screening.choose' },
  unconfirm: { reasons: ['asked_by_person', 'set_by_mistake'], empty: undefined },
} as const
/** Passing on asks nothing of a file that lacks nothing. */
const isAskedOf =
  ({ panels }: FileProps) =>
  (move: PlainMove): move is keyof typeof asked =>
    move in asked && (move !== 'pass' || (panels.screening?.lacks?.length ?? 0) > 0)

/** What one person may do alone from the file's present state. */
export function Moves(props: FileProps) {
  const moves = openMoves(props.me, props.file.state)
  const isAsked = isAskedOf(props)
  const plain = moves.filter((move) => !isAsked(move))

  return (
    <>
      {plain.length > 0 && (
        <MoveForm {...props} id="moves">
          {plain.map((move) => (
            <MoveButton key={move} {...props} move={move} />
          ))}
        </MoveForm>
      )}
      {moves.filter(isAsked).map((move) => (
        <AskedMove key={move} {...props} move={move} />
      ))}
      {roleFor(props.me, props.file.state, 'promote') && (
        <p class="hint">
          <a href={paths.waitlist}>{props.words('staff.waitlist.invite_there')}</a>
        </p>
      )}
    </>
  )
}

function AskedMove({ move, ...props }: FileProps & { readonly move: keyof typeof asked }) {
  const { words } = props
  const { reasons, empty } = asked[move]

  return (
    <MoveForm {...props} id={move}>
      <SelectField
        name="reason"
        label={words(`staff.move_reason.${move}`)}
        hint={words.find(`staff.effect.${move}`)}
        empty={empty && words(empty)}
        choices={reasons.map((value) => ({ value, label: words(`staff.move_reason.${value}`) }))}
      />
      <MoveButton {...props} move={move} />
    </MoveForm>
  )
}

const MoveForm = ({
  file,
  token,
  id,
  children,
}: FileProps & { readonly id: string; readonly children: ComponentChildren }) => (
  <PageForm action={paths.moves(file.id)} token={token} id={id}>
    <input type="hidden" name="version" value={file.version} />
    <div class="buttons">{children}</div>
  </PageForm>
)

const MoveButton = ({ words, move }: FileProps & { readonly move: PlainMove }) => (
  <button class="second" name="move" value={move}>
    {words(`staff.move.${move}`)}
  </button>
)
