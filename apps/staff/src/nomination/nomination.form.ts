import { type NominationFlag, nominationFlags } from '#features/nomination/staff/nominations.js'
import { Field } from '#platform/form/section.js'
import { VersionField } from '../shell/posted-fields.js'

/** What only staff say of a nomination. */
export class FlagsForm {
  @Field({ control: 'ticks', options: nominationFlags, optional: true })
  flags?: NominationFlag[]
}

/** The version a page showed. */
export class InviteForm {
  @VersionField()
  version!: string
}

/** Which button was pressed says what. */
export class NominationMoveForm {
  @VersionField()
  version!: string

  @Field({ control: 'select', options: ['keep_back', 'withdraw'] })
  move!: 'keep_back' | 'withdraw'
}

/** A pasted list; `look` writes nothing. */
export class PastedListForm {
  @Field({ control: 'textarea', limit: 50_000, rows: 14 })
  list!: string

  @Field({ control: 'tick', optional: true })
  skip_known?: boolean

  @Field({ control: 'select', options: ['look', 'enter'] })
  act!: 'look' | 'enter'
}

export class PartnerForm {
  @Field({ control: 'text', limit: 120 })
  name!: string
}
