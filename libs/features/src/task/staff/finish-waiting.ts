import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'

/** Kinds in which telling a person by phone is the work; doing them starts the clock of an open answer. */
const tellings = new Set(['tell_by_phone', 'invitation_not_reached', 'invitation_unreached', 'invitation_unanswered'])

export interface FinishForm {
  /** The person was spoken to and knows. */
  readonly isTold: boolean
}

/** Takes something off the list of what waits. */
@Injectable()
export class FinishWaiting {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Refuses: not_found (absent, done, another role's or edition's, a conflict). */
  async run(actor: StaffActor, id: string, form: FinishForm): Promise<Outcome<null, 'not_found'>> {
    return this.database.transaction((tx) => this.store(tx, actor, id, form))
  }

  private async store(
    tx: Tx,
    actor: StaffActor,
    id: string,
    { isTold }: FinishForm,
  ): Promise<Outcome<null, 'not_found'>> {
    const [rows] = await tx.query<[{ kind: string; application_id: string | null }[], number]>(
      `UPDATE app.staff_task s SET state = 'done', done_by = $3
       WHERE s.id = $1 AND s.state = 'open' AND EXISTS (SELECT 1 FROM app.told_task w
         WHERE w.id = s.id AND w.edition_id = $2 AND w.account_id = $3)
       RETURNING s.kind, s.application_id`,
      [id, actor.editionId, actor.accountId],
    )
    const row = rows[0]
    if (!row) return refuse('not_found')
    if (isTold && row.application_id && tellings.has(row.kind)) {
      await tx.query(`SELECT app.invitation_reached($1, 'told')`, [row.application_id])
    }
    await this.audit.record(tx, {
      actorId: actor.accountId,
      verb: isTold ? 'staff_task.told' : 'staff_task.done',
      objectId: row.application_id ?? id,
      purpose: row.kind,
    })
    return done(null)
  }
}
