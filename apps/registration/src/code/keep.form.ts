import { Field } from '#platform/form/section.js'

export const keepLengths = ['call', 'short'] as const
export type KeepLength = (typeof keepLengths)[number]

/** How long an unsent form is kept. */
export class KeepForm {
  @Field({ control: 'radio', options: keepLengths })
  keep!: KeepLength
}

/** A code for late entry; asked only once the call has closed. */
export class LateForm {
  @Field({ control: 'text', limit: 200, ltr: true, optional: true })
  late_code?: string
}
