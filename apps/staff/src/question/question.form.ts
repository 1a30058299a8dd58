import { askableSections } from '#features/application/staff/ask-applicant.js'
import { Field } from '#platform/form/section.js'
import { VersionField } from '../shell/posted-fields.js'

/** A question to the applicant. */
export class QuestionForm {
  @VersionField()
  version!: string

  @Field({ control: 'ticks', options: askableSections })
  sections!: string[]

  @Field({ control: 'textarea', limit: 800, rows: 6 })
  text!: string

  @Field({ control: 'tick', optional: true })
  quote?: boolean
}
