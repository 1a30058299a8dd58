import { type FlagReason, flagReasons, type VettingFlag, vettingFlagKinds } from '#domain/vetting/flags.js'
import { Field } from '#platform/form/section.js'

export class FlagForm {
  @Field({ control: 'select', options: ['set', 'lift'] })
  act!: 'set' | 'lift'

  @Field({ control: 'select', options: vettingFlagKinds })
  flag!: VettingFlag

  @Field({ control: 'select', options: flagReasons, optional: true })
  flag_reason?: FlagReason
}
