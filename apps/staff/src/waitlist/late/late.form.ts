import { Matches } from 'class-validator'
import { lateReasons } from '#features/waitlist/staff/late/put-late-forward.js'
import { Field } from '#platform/form/section.js'

/** Whom the travel lead puts forward, and why. */
export class LateForm {
  @Field({ control: 'text', limit: 46 })
  @Matches(/^[\da-f-]{36}\.\d{1,9}$/, { message: 'choose' })
  person!: string

  @Field({ control: 'select', options: lateReasons })
  reason_class!: (typeof lateReasons)[number]
}
