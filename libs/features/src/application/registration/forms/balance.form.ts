import { Field, Section } from '#platform/form/section.js'

@Section({ key: 'balance', compartment: 'balance' })
export class BalanceForm {
  @Field({ control: 'select', options: ['woman', 'man', 'another', 'prefer_not'], optional: true })
  gender?: string

  @Field({ control: 'select', options: ['18-24', '25-34', '35-44', '45-59', '60+', 'prefer_not'], optional: true })
  age_band?: string

  @Field({ control: 'radio', options: ['yes', 'no', 'prefer_not'], optional: true })
  first_international_event?: string
}
