import { visitErrors } from '#domain/journey/identity-rules.js'
import { Field, Section } from '#platform/form/section.js'

export class StayParts {
  @Field({ control: 'date' })
  entered_on!: string

  @Field({ control: 'date' })
  left_on!: string
}

export class HeldVisaParts {
  @Field({ control: 'date', optional: true })
  valid_from?: string

  @Field({ control: 'date', optional: true })
  valid_to?: string

  @Field({ control: 'select', options: ['one', 'two', 'many'], optional: true })
  entries?: string

  /** Countries of a visa with limited territory; empty: valid in all of them. */
  @Field({ control: 'selects', source: 'countries', max: 3, optional: true })
  limited?: string[]
}

export class RefusalParts {
  @Field({ control: 'text', limit: 3, numeric: true })
  code!: string

  @Field({ control: 'date' })
  refused_on!: string
}

export class SchengenHistoryParts {
  @Field({ control: 'repeat', parts: () => StayParts, max: 3, optional: true })
  stays?: StayParts[]

  @Field({ control: 'date', optional: true })
  fingerprints_on?: string

  @Field({ control: 'group', parts: () => HeldVisaParts, optional: true })
  visa?: HeldVisaParts

  @Field({ control: 'repeat', parts: () => RefusalParts, max: 2, optional: true })
  refusals?: RefusalParts[]
}

@Section({ key: 'visits', compartment: 'identity', rule: visitErrors })
export class VisitsForm {
  @Field({ control: 'group', parts: () => SchengenHistoryParts, optional: true })
  schengen_history?: SchengenHistoryParts

  @Field({ control: 'radio', options: ['yes', 'no'], mailbox: true })
  wake_on_travel_days!: string
}
