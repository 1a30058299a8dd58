import { Matches } from 'class-validator'
import { type SupportLine, supportLines } from '#domain/decision/support.js'
import { lateReasons } from '#features/waitlist/staff/late/put-late-forward.js'
import { Field } from '#platform/form/section.js'

/** Whom the travel lead puts forward, and why. */
export class LateForm {
  @Field({ control: 'text', limit: 46 })
  @Matches(/^[\da-f-]{36}\.\d{1,9}$/, { message: 'choose' })
  person!: string

  @Field({ control: 'select', options: lateReasons })
  reason_class!: (typeof lateReasons)[number]

  /** What would be paid for them. */
  @Field({ control: 'ticks', options: supportLines, optional: true })
  support?: SupportLine[]
}
