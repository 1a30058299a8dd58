import { personErrors } from '#domain/journey/identity-rules.js'
import { Field, Section } from '#platform/form/section.js'

export class LegalResidenceParts {
  @Field({ control: 'select', source: 'countries' })
  country!: string

  @Field({ control: 'select', options: ['citizen', 'permit', 'long_stay_visa', 'asylum_seeker', 'none'] })
  permit_kind!: string

  @Field({ control: 'date', optional: 'sometimes' })
  valid_to?: string
}

@Section({ key: 'person', compartment: 'identity', rule: personErrors })
export class PersonForm {
  @Field({ control: 'partial_date' })
  birth_date!: string

  @Field({ control: 'text', limit: 120, autocomplete: 'off' })
  birth_place!: string

  @Field({ control: 'selects', source: 'countries', max: 3, optional: true })
  other_nationalities?: string[]

  @Field({ control: 'group', parts: () => LegalResidenceParts })
  legal_residence!: LegalResidenceParts
}
