import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { completeTask } from '#features/task/index.orm.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealRecord, type SealedRecord } from '#platform/vault/record.js'
import { workflowFlags } from './assess-form.js'
import { OpenVisaCase, type OpenedCase, type OpenRefusal } from './open-visa-case.js'
import { type AssessmentRecord, identitySchemas } from './sealed-schemas.js'

export interface ConfirmForm {
  /** Version of the case the person looked at. */
  readonly version: number
  /** The engine's answer, or a person's decision where the engine said manual. */
  readonly path: 'required' | 'not_required' | 'manual'
  readonly reason: string
}

export type ConfirmRefusal = OpenRefusal | 'stale' | 'reason_missing' | 'path_not_offered' | 'move_not_allowed'

/** Confirms what the engine said: the result sealed, path and days plain, T03 done, off the list. */
@Injectable()
export class ConfirmAssessment {
  constructor(
    private readonly open: OpenVisaCase,
    private readonly database: Database,
    private readonly directory: Directory,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Runs the engine again over what is sealed now. Refuses: not_found, step_up_needed, form_missing, stale (the case
   * changed since it was shown), path_not_offered (only a manual answer may be decided by a person), reason_missing.
   */
  async run(actor: StaffActor, participationId: string, form: ConfirmForm): Promise<Outcome<null, ConfirmRefusal>> {
    const opened = await this.open.run(actor, participationId)
    if (!opened.ok) return opened
    const { row, assessed } = opened.value
    if (row.version !== form.version) return refuse('stale')
    const isDecision = form.path !== assessed.result.visa
    if (isDecision && assessed.result.visa !== 'manual') return refuse('path_not_offered')
    if (isDecision && form.reason.trim() === '') return refuse('reason_missing')

    return this.database.transaction((tx) => this.store(tx, actor, opened.value, form))
  }

  private async store(
    tx: Tx,
    actor: StaffActor,
    opened: OpenedCase,
    form: ConfirmForm,
  ): Promise<Outcome<null, ConfirmRefusal>> {
    const { row, assessed } = opened
    const record = await this.sealed(tx, actor, opened, form)
    await this.keyring.store(tx, record, actor.accountId)
    // A manual case promises no day; a decided one has the days of its dates.
    const days = form.path === 'required' ? assessed.result : null
    const [answer] = await tx.query<{ code: 'ok' | 'not_found' | 'stale' | 'move_not_allowed' }[]>(
      'SELECT code FROM app.visa_case_assess($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
      [
        row.participation_id,
        actor.accountId,
        form.version,
        form.path,
        days?.earliest_lodge ?? null,
        days?.latest_lodge_safe ?? null,
        days?.latest_lodge_legal ?? null,
        workflowFlags(assessed.result.flags),
        row.arrival_on,
        row.departure_on,
        assessed.rulesOn,
        record.id,
      ],
    )
    if (answer?.code !== 'ok') return refuse(answer?.code ?? 'not_found')
    await completeTask(tx, {
      participationId: row.participation_id,
      task: 'T03',
      role: 'travel_desk',
      actorId: actor.accountId,
    })
    if (form.path === 'manual') await this.askLead(tx, actor, row)

    return done(null)
  }

  private async sealed(tx: Tx, actor: StaffActor, opened: OpenedCase, form: ConfirmForm): Promise<SealedRecord> {
    const owner = opened.row.application_id
    const schema = identitySchemas.assessment
    const value: AssessmentRecord = {
      ...opened.assessed,
      formVersion: opened.formVersion,
      path: form.path,
      reason: form.reason.trim(),
      confirmedOn: opened.row.today,
      confirmedBy: actor.accountId,
    }
    const version = await this.keyring.nextVersion(tx, owner, schema)
    const place = { owner, compartment: 'identity', schema, version }
    return sealRecord(place, value, [this.directory.compartmentKey('identity')])
  }

  private async askLead(tx: Tx, actor: StaffActor, row: OpenedCase['row']): Promise<void> {
    await tx.query(
      `INSERT INTO app.staff_task (edition_id, kind, role, application_id, participation_id)
       VALUES ($1, 'visa_manual', 'travel_desk', $2, $3) ON CONFLICT DO NOTHING`,
      [actor.editionId, row.application_id, row.participation_id],
    )
  }
}
