import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type StaffActor, StepUpWindow } from '#features/staff/index.orm.js'
import { Keyring } from '#platform/vault/keyring.js'
import { type Assessed, assessForm } from './assess-form.js'
import { type PlainCase, ReadVisaCase } from './read-visa-case.js'
import { type AssessmentRecord, identitySchemas, type IdentityRecord } from './sealed-schemas.js'

export interface OpenedCase extends PlainCase {
  /** What the person answered, in their words. */
  readonly form: IdentityRecord
  readonly formVersion: number
  readonly assessed: Assessed
  /** The last result each colleague confirmed, newest first; older ones stay sealed and named by their steps. */
  readonly earlier: readonly AssessmentRecord[]
}

export type OpenRefusal = 'not_found' | 'step_up_needed' | 'form_missing'

/** Opens a case of the desk's own edition inside a step-up window and runs the engine over it. Nothing is written but the log. */
@Injectable()
export class OpenVisaCase {
  constructor(
    private readonly cases: ReadVisaCase,
    private readonly window: StepUpWindow,
    private readonly keyring: Keyring,
  ) {}

  /** Refuses: not_found (also to a member of the desk who keeps no identity key), form_missing, step_up_needed. */
  async run(actor: StaffActor, participationId: string): Promise<Outcome<OpenedCase, OpenRefusal>> {
    if (!actor.keeperOf.includes('identity')) return refuse('not_found')
    const found = await this.cases.run(actor, participationId)
    if (!found.ok) return found
    if (found.value.row.identity_version === 0) return refuse('form_missing')
    if (!(await this.window.take(actor))) return refuse('step_up_needed')

    return this.opened(actor, found.value)
  }

  private async opened(actor: StaffActor, plain: PlainCase): Promise<Outcome<OpenedCase, OpenRefusal>> {
    const { row } = plain
    const records = await this.keyring.open(
      actor.holder,
      { verb: 'identity.opened', objectId: row.application_id, purpose: 'visa' },
      { owners: [row.application_id], schemas: [identitySchemas.form, identitySchemas.assessment] },
    )
    const form = records.find(({ schema }) => schema === identitySchemas.form)
    if (!form) return refuse('form_missing')
    const earlier = records
      .filter(({ schema }) => schema === identitySchemas.assessment)
      .toSorted((a, b) => b.version - a.version)
      .map(({ value }) => value as AssessmentRecord)
    const assessed = assessForm((form.value as IdentityRecord).values, row)

    return done({ ...plain, form: form.value as IdentityRecord, formVersion: form.version, assessed, earlier })
  }
}
