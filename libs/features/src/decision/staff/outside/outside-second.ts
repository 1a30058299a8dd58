import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { pendingApproval, settle } from '../approval-rows.js'
import { agreeToDecision, pendingDecision, type SecondRefusal } from '../second-decision.js'
import { memoSchema } from './appoint-outside.js'
import { type Appointment, appointmentsOf } from './appointments.js'

/** Somebody from outside: reads the memo written for them, and agrees to what they were appointed to. Nothing else. */
@Injectable()
export class OutsideSecond {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly audit: Audit,
  ) {}

  list(actor: StaffActor): Promise<Appointment[]> {
    return appointmentsOf(this.database, actor)
  }

  /** One of theirs with its memo, logged before it is opened. Null for absent and forbidden alike. */
  async read(
    actor: StaffActor,
    id: string,
  ): Promise<{ readonly appointment: Appointment; readonly text: string } | null> {
    const [appointment] = await appointmentsOf(this.database, actor, id)
    if (!appointment) return null
    const line = { verb: 'outside_memo.opened', objectId: appointment.ownerId }
    const query = { owners: [appointment.ownerId], schemas: [memoSchema], everyVersion: true }
    const records = await this.keyring.open(actor.holder, line, query)
    const memo = records.find((record) => record.id === appointment.memoId)

    return { appointment, text: memo ? (memo.value as { text: string }).text : '' }
  }

  /** Refuses: not_found (not appointed, or over), second_person_missing (a conflict), and what the decision refuses. */
  async agree(actor: StaffActor, id: string): Promise<Outcome<null, SecondRefusal>> {
    return this.database.transaction(async (tx) => {
      const [appointment] = await appointmentsOf(tx, actor, id)
      if (!appointment) return refuse('not_found')
      return appointment.approvalId
        ? this.agreeToApproval(tx, actor, appointment.approvalId)
        : this.agreeToDecision(tx, actor, appointment)
    })
  }

  private async agreeToApproval(tx: Tx, actor: StaffActor, id: string): Promise<Outcome<null, SecondRefusal>> {
    const row = await pendingApproval(tx, actor.editionId, id)
    if (!row || row.sample.length > 0) return refuse('not_found')
    if (await hasConflict(tx, actor, row.objectId)) return refuse('second_person_missing')
    await settle(tx, actor, row, { state: 'agreed', verb: 'approval.agreed' })
    return done(null)
  }

  private async agreeToDecision(
    tx: Tx,
    actor: StaffActor,
    { ownerId: applicationId, decisionId }: Appointment,
  ): Promise<Outcome<null, SecondRefusal>> {
    const row = await pendingDecision(tx, applicationId, decisionId)
    if (!row) return refuse('not_found')
    if (await hasConflict(tx, actor, applicationId)) return refuse('second_person_missing')
    // Who is outside holds no permission inside: what happens at once is the author's move.
    return agreeToDecision(tx, this.audit, { row, applicationId, second: actor, moverId: row.author_id })
  }
}

async function hasConflict(tx: Tx, { accountId }: StaffActor, applicationId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    'SELECT 1 FROM app.conflict WHERE application_id = $1 AND account_id = $2 LIMIT 1',
    [applicationId, accountId],
  )
  return rows.length > 0
}
