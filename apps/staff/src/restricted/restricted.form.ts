import { Matches } from 'class-validator'
import { type ConcernOutcome, concernOutcomes } from '#domain/vetting/concern.js'
import { type RestrictionReason, restrictionReasons } from '#features/vetting/staff/restricted/restrict.js'
import { Field } from '#platform/form/section.js'
import { uuid } from '../shell/found.js'
import { IdField } from '../shell/posted-fields.js'

export class RestrictionForm {
  @Field({ control: 'select', options: restrictionReasons })
  reason!: RestrictionReason

  /** The colleague it stays with, in one of their roles: `reviewer:<account id>`. */
  @Field({ control: 'text', limit: 80, optional: true })
  @Matches(new RegExp(`^([a-z_]+:${uuid})?$`), { message: 'choose' })
  to?: string
}

export class ConcernForm {
  @Field({ control: 'textarea', limit: 2000, rows: 8 })
  concern_text!: string
}

export class SettlementForm {
  @IdField()
  concern!: string

  @Field({ control: 'select', options: concernOutcomes })
  outcome!: ConcernOutcome
}

export class SettlementAgreementForm {
  @IdField()
  settlement!: string
}
