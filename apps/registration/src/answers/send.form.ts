import { Field } from '#platform/form/section.js'

export class SendForm {
  /** "Keep a copy I can read with my code": no unless ticked, never the safety part. */
  @Field({ control: 'tick', optional: true })
  keep_copy?: boolean

  /** A code for late entry; asked only once the call has closed. */
  @Field({ control: 'text', limit: 200, ltr: true, optional: true })
  late_code?: string
}
