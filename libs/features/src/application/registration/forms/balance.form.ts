import { costErrors } from '#domain/application/form-rules.js'
import { Field, Section } from '#platform/form/section.js'

@Section({ key: 'balance', compartment: 'balance', rule: costErrors })
export class BalanceForm {
  @Field({
    control: 'ticks',
    options: ['flight', 'hotel', 'visa', 'daily_allowance', 'childcare', 'passport_fee', 'none'],
  })
  costs_needed!: string[]

  /** Whether, not what: details are asked after acceptance. */
  @Field({ control: 'radio', options: ['yes', 'no', 'prefer_not'], optional: true })
  access_feasibility?: string

  @Field({ control: 'radio', options: ['yes', 'no', 'prefer_not'], optional: true })
  first_international_event?: string

  @Field({ control: 'select', options: ['18-24', '25-34', '35-44', '45-59', '60+', 'prefer_not'], optional: true })
  age_band?: string

  /** The coarse class, for counts. */
  @Field({ control: 'select', options: ['woman', 'man', 'another', 'prefer_not'], optional: true })
  gender?: string

  @Field({ control: 'text', limit: 80, optional: true, autocomplete: 'off' })
  gender_own_words?: string
}
