import type { LineView } from '#features/waitlist/staff/read-line.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import type { ReadForm } from '#platform/form/read-form.js'
import type { Words } from '#words/index.js'
import type { SwitchesForm } from './waitlist.form.js'

export interface WaitlistProps {
  readonly words: Words
  readonly me: StaffActor
  readonly view: LineView
  readonly token: string
  readonly notice?: unknown
  readonly done?: unknown
  /** Switches that could not be saved, as they were typed. */
  readonly typed?: ReadForm<SwitchesForm>
}
