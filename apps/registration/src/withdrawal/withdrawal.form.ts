import { Field } from '#platform/form/section.js'

export class WithdrawalForm {
  /** "Withdraw and forget me": everything sealed is erased at once, the code included. */
  @Field({ control: 'tick', optional: true })
  forget?: boolean
}
