import { Matches } from 'class-validator'
import { askableSections } from '#features/application/staff/ask-applicant.js'
import { Field } from '#platform/form/section.js'

/** A question to the applicant. */
export class QuestionForm {
  @Field({ control: 'text', limit: 9 })
  @Matches(/^\d+$/, { message: 'number' })
  version!: string

  @Field({ control: 'ticks', options: askableSections })
  sections!: string[]

  @Field({ control: 'textarea', limit: 800, rows: 6 })
  text!: string

  @Field({ control: 'tick', optional: true })
  quote?: boolean
}
