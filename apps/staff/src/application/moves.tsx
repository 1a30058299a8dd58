import type { ComponentChildren } from 'preact'
import { openMoves, type PlainMove } from '#features/application/staff/move-file.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { paths } from '../paths.js'
import type { FileProps } from './file-view.js'

/** Moves with a question of their own: the codes that may be given, and the answer of an empty one. */
const asked = {
  unconfirm: { reasons: ['asked_by_person', 'set_by_mistake'], hasNone: false },
  promote: { reasons: ['express'], hasNone: true },
} as const
const isAsked = (move: PlainMove): move is keyof typeof asked => move in asked

/** What one person may do alone from the file's present state. */
export function Moves(props: FileProps) {
  const moves = openMoves(props.me, props.file.state)
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
    </>
  )
}

function AskedMove({ move, ...props }: FileProps & { readonly move: keyof typeof asked }) {
  const { words } = props
  const { reasons, hasNone } = asked[move]

  return (
    <MoveForm {...props} id={move}>
      <SelectField
        name="reason"
        label={words(`staff.move_reason.${move}`)}
        hint={words.find(`staff.effect.${move}`)}
        empty={hasNone ? words('staff.move_reason.none') : undefined}
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
