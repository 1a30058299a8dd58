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

  /** People of ours who must not read the file, one a line: staff are asked about whoever has such a name. */
  @Field({ control: 'textarea', limit: 300, rows: 3, optional: true })
  not_read_by?: string
}
