import { visaSteps } from '#features/visa/staff/record-visa-step.js'
import { Field } from '#platform/form/section.js'
import { VersionField } from '../shell/posted-fields.js'

/** A step written down by the desk. */
export class StepForm {
  @VersionField()
  version!: string

  @Field({ control: 'select', options: Object.keys(visaSteps) })
  move!: keyof typeof visaSteps

  @Field({ control: 'date' })
  happened_on!: string

  @Field({ control: 'radio', options: ['delegate_said', 'desk_saw'] })
  source!: 'delegate_said' | 'desk_saw'
}

/** The engine's answer confirmed, or a manual case decided with a reason. */
export class AssessmentForm {
  @VersionField()
  version!: string

  @Field({ control: 'select', options: ['required', 'not_required', 'manual'] })
  path!: 'required' | 'not_required' | 'manual'

  @Field({ control: 'textarea', limit: 1000, optional: true })
  reason?: string
}

/** What a second sign-in may be for beside travel forms: the page one comes from, and goes back to. */
export const stepUpPurposes = ['accounts', 'keys', 'me', 'reveals', 'exports', 'approvals', 'keepers'] as const
export type StepUpPurpose = (typeof stepUpPurposes)[number]

/** The second sign-in, and the case it is for. */
export class StepUpForm {
  @Field({ control: 'text', limit: 256 })
  password!: string

  @Field({ control: 'text', limit: 9, numeric: true })
  code!: string

  /** None when the window is opened ahead of a case; the table of files, where it is for one. */
  @Field({ control: 'text', limit: 36, optional: true })
  case?: string

  /** What else it is for. */
  @Field({ control: 'select', options: stepUpPurposes, optional: true })
  for?: StepUpPurpose
}
