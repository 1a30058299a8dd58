import { placeErrors, withTimeZone, zonesToAsk } from '#domain/application/form-rules.js'
import { Field, Section } from '#platform/form/section.js'

@Section({
  key: 'place',
  compartment: 'profile',
  rule: placeErrors,
  derive: withTimeZone,
  unasked: (answers) => (zonesToAsk(answers).length > 0 ? [] : ['time_zone']),
})
export class PlaceForm {
  @Field({ control: 'select', source: 'countries' })
  country_of_residence!: string

  /** Asked only where the country has several clocks; filled in otherwise. */
  @Field({ control: 'radio', source: 'zones', mailbox: true, optional: 'sometimes' })
  time_zone?: string

  @Field({ control: 'selects', source: 'countries', max: 3 })
  region_of_work!: string[]

  @Field({ control: 'radio', options: ['yes', 'no', 'prefer_not'], optional: true, compartment: 'risk' })
  in_exile?: string

  @Field({
    control: 'radio',
    options: ['passport', 'refugee_or_stateless', 'none', 'expired', 'prefer_not_now'],
    compartment: 'risk',
  })
  travel_document_kind!: string

  @Field({ control: 'radio', options: ['need', 'do_not_need', 'do_not_know'], compartment: 'balance' })
  visa_for_sweden_known!: string
}
