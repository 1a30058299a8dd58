import { Matches } from 'class-validator'
import { type ConflictKind, conflictKinds } from '#domain/vetting/conflict.js'
import { Field } from '#platform/form/section.js'

/** What can be said: no conflict, or one of a kind. */
const conflictAnswers = ['none', ...conflictKinds] as const

const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/

/** The reader's own answer. A kind that is not theirs to say is taken as the rule has it, not refused. */
export class ConflictForm {
  @Field({ control: 'radio', options: conflictAnswers })
  kind!: ConflictKind | 'none'
}

/** Whom a pin or an exclusion is about. */
export class ColleagueForm {
  @Field({ control: 'text', limit: 36 })
  @Matches(uuid, { message: 'choose' })
  account!: string
}

export class PinForm {
  @Field({ control: 'text', limit: 36 })
  @Matches(uuid, { message: 'choose' })
  account!: string

  @Field({ control: 'select', options: conflictAnswers })
  kind!: ConflictKind | 'none'
}
