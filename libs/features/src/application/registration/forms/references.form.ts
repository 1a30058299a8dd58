import { refereeErrors } from '#domain/application/referee-rules.js'
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
  @Field({ control: 'repeat', parts: () => RefereeParts, min: 2, max: 2, unless: 'known_to_us' })
  referees!: RefereeParts[]

  /** Stands in place of the referees: staff or a partner of record knows the person. */
  @Field({ control: 'tick', optional: true })
  known_to_us?: boolean

  @Field({ control: 'text', limit: 120, showWhen: { field: 'known_to_us', is: ['true'] } })
  voucher_name?: string

  /** Six symbols, as a case number. */
  @Field({ control: 'text', limit: 12, ltr: true, optional: true, showWhen: { field: 'known_to_us', is: ['true'] } })
  voucher_code?: string

  @Field({ control: 'radio', options: ['name_only', 'name_and_organisation'] })
  may_show_referee!: string
}
