import { type MoveReason, moveReasons, type PlainMove, plainMoves } from '#features/application/staff/move-file.js'
import { Field } from '#platform/form/section.js'
import { VersionField } from '../shell/posted-fields.js'

/** A move of one file; which button was pressed says which. */
export class MoveForm {
  @VersionField()
  version!: string

  @Field({ control: 'select', options: plainMoves })
  move!: PlainMove

  @Field({ control: 'select', options: moveReasons, optional: true })
  reason?: MoveReason
}
