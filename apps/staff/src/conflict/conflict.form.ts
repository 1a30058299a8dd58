import { type ConflictKind, conflictKinds } from '#domain/vetting/conflict.js'
import { Field } from '#platform/form/section.js'
import { IdField } from '../shell/posted-fields.js'

/** What can be said: no conflict, or one of a kind. */
const conflictAnswers = ['none', ...conflictKinds] as const

/** The reader's own answer. A kind that is not theirs to say is taken as the rule has it, not refused. */
export class ConflictForm {
  @Field({ control: 'radio', options: conflictAnswers })
  kind!: ConflictKind | 'none'
}

/** Whom a pin or an exclusion is about. */
export class ColleagueForm {
  @IdField()
  account!: string
}

export class PinForm {
  @IdField()
  account!: string

  @Field({ control: 'select', options: conflictAnswers })
  kind!: ConflictKind | 'none'

  /** It answers what a comparison asked. */
  @Field({ control: 'tick', optional: true })
  asked?: boolean
}
