import { refereeErrors } from '#domain/application/form-rules.js'
import { Field, Section } from '#platform/form/section.js'

export class RefereeParts {
  @Field({ control: 'text', limit: 120 })
  name!: string

  @Field({ control: 'text', limit: 200, optional: true })
  organisation?: string

  @Field({ control: 'text', limit: 120 })
  relation!: string

  @Field({ control: 'select', source: 'languages' })
  language!: string

  /** Sealed to contact, because the worker must be able to address the request. */
  @Field({ control: 'text', limit: 254, ltr: true, compartment: 'contact' })
  channel!: string
}

@Section({ key: 'references', compartment: 'references', rule: refereeErrors })
export class ReferencesForm {
  @Field({ control: 'repeat', parts: () => RefereeParts, min: 2, max: 2 })
  referees!: RefereeParts[]

  @Field({ control: 'radio', options: ['name_only', 'name_and_organisation'] })
  may_show_referee!: string
}
