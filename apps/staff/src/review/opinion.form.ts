import { Matches } from 'class-validator'
import type { Opinion } from '#domain/review/rubric.js'
import { Field } from '#platform/form/section.js'
import { uuid } from '../shell/found.js'
import { VersionField } from '../shell/posted-fields.js'

/** Which review a colleague is asked about, and whom: `<review id>:<account id>`. */
export class OpinionRequestForm {
  @Field({ control: 'text', limit: 80 })
  @Matches(new RegExp(`^${uuid}:${uuid}$`), { message: 'choose' })
  ask!: string

  /** Though the choice breaks what the page says. */
  @Field({ control: 'tick', optional: true })
  anyway?: boolean
}

/** What a reader says of another's review. */
export class OpinionForm {
  @VersionField()
  version!: string

  @Field({ control: 'select', options: ['agree', 'disagree'] })
  opinion!: Opinion
}

/** Whether other readers see a review. */
export class ReachForm {
  @Field({ control: 'select', options: ['shared', 'private'] })
  reach!: 'shared' | 'private'
}
