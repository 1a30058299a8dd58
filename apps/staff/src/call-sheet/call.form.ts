import { type CallOutcome, callOutcomes } from '#domain/vetting/call.js'
import { Field } from '#platform/form/section.js'

/** What came of a call; a day only where another one was asked for. */
export class CallForm {
  @Field({ control: 'radio', options: callOutcomes })
  call_outcome!: CallOutcome

  @Field({ control: 'date', optional: 'sometimes', showWhen: { field: 'call_outcome', is: ['call_later'] } })
  call_again_on?: string
}
