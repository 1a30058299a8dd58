import { contactErrors } from '#domain/application/form-rules.js'
import { Field, Section } from '#platform/form/section.js'

@Section({ key: 'contact', compartment: 'contact', rule: contactErrors })
export class ContactForm {
  @Field({ control: 'text', limit: 120 })
  display_name!: string

  @Field({ control: 'text', limit: 40, optional: true })
  pronouns?: string

  @Field({ control: 'text', limit: 60, optional: 'sometimes' })
  code_word?: string

  @Field({ control: 'tick', optional: 'sometimes' })
  no_code_word?: boolean
}
