import { costErrors } from '#domain/application/form-rules.js'
import { Field, Section } from '#platform/form/section.js'

@Section({ key: 'costs', compartment: 'balance', rule: costErrors })
export class CostsForm {
  @Field({
    control: 'ticks',
    options: ['flight', 'hotel', 'visa', 'daily_allowance', 'childcare', 'passport_fee', 'none'],
  })
  costs_needed!: string[]
}
