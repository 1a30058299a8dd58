import { Matches } from 'class-validator'
import { type CheckResult, checkResults, type Evidence, evidenceGrades } from '#domain/vetting/clearing.js'
import { Field } from '#platform/form/section.js'
import { IdField } from '../shell/posted-fields.js'

/** One point; result and evidence come together or not at all, a note only with both. */
export class CheckRow {
  @Field({ control: 'text', limit: 2 })
  @Matches(/^([1-9]|1[0-5])$/, { message: 'number' })
  point!: string

  /** The finding that stood when the page was drawn; absent where none did. */
  @IdField({ optional: true })
  over?: string

  @Field({ control: 'select', options: checkResults, optional: true })
  result?: CheckResult

  @Field({ control: 'select', options: evidenceGrades, optional: true })
  evidence?: Evidence

  @Field({ control: 'textarea', limit: 2000, optional: true })
  note?: string
}

export class CheckForm {
  @Field({ control: 'repeat', parts: () => CheckRow, max: 15 })
  checks!: CheckRow[]
}

/** True for a point that is not filled in whole, and is not left alone either. */
export const isHalf = ({ result, evidence, note }: CheckRow): boolean =>
  (result === undefined) !== (evidence === undefined) || (note !== undefined && result === undefined)
