import { Matches } from 'class-validator'
import { type PhaseKind, phaseKinds } from '#features/edition/staff/set-phases.js'
import { Field } from '#platform/form/section.js'

/** The phases of one wave: two days for each kind. */
export class PhasesForm {
  @Field({ control: 'text', limit: 40 })
  wave!: string

  /** The phases the page showed. */
  @Field({ control: 'text', limit: 400, optional: true })
  @Matches(/^[a-z:,\d-]*$/, { message: 'choose' })
  seen?: string
}

export const startField = (kind: PhaseKind) => `${kind}_from` as const
export const endField = (kind: PhaseKind) => `${kind}_to` as const

export type TypedPhases = Readonly<Partial<Record<ReturnType<typeof startField> | ReturnType<typeof endField>, string>>>

for (const kind of phaseKinds) {
  Field({ control: 'date', optional: true })(PhasesForm.prototype, startField(kind))
  Field({ control: 'date', optional: true })(PhasesForm.prototype, endField(kind))
}
