import { Matches } from 'class-validator'
import { type MoveReason, moveReasons, type PlainMove, plainMoves } from '#features/application/staff/move-file.js'
import { Field } from '#platform/form/section.js'

/** A move of one file; which button was pressed says which. */
export class MoveForm {
  @Field({ control: 'text', limit: 9 })
  @Matches(/^\d+$/, { message: 'number' })
  version!: string

  @Field({ control: 'select', options: plainMoves })
  move!: PlainMove

  @Field({ control: 'select', options: moveReasons, optional: true })
  reason?: MoveReason
}
