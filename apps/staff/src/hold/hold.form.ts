import { type HoldReason, holdReasons } from '#features/application/staff/hold-file.js'
import { Field } from '#platform/form/section.js'

export class HoldForm {
  @Field({ control: 'select', options: ['set', 'lift', 'lift_signal'] })
  act!: 'set' | 'lift' | 'lift_signal'

  @Field({ control: 'select', options: holdReasons, optional: true })
  reason?: HoldReason
}
