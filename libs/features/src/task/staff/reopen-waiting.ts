import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'

/** Puts back on the list what the same colleague took off it. */
@Injectable()
export class ReopenWaiting {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * Nothing else is taken back: who was told stays told. Refuses: not_found (absent, open, ended by somebody else or by itself,
   * asked for again since, or nothing this colleague may be told).
   */
  async run(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found'>> {
    return this.database.transaction(async (tx) => {
      const [rows] = await tx.query<[{ kind: string; application_id: string | null }[], number]>(
        `UPDATE app.staff_task s SET state = 'open', done_by = NULL
         WHERE s.id = $1 AND s.state = 'done' AND s.done_by = $2 AND NOT EXISTS (SELECT 1 FROM app.staff_task o
           WHERE o.state = 'open' AND o.kind = s.kind AND (coalesce(o.application_id, o.edition_id), o.participation_id, o.task_id, o.outbox_id, o.link_id)
             IS NOT DISTINCT FROM (coalesce(s.application_id, s.edition_id), s.participation_id, s.task_id, s.outbox_id, s.link_id))
         RETURNING s.kind, s.application_id`,
        [id, actor.accountId],
      )
      const row = rows[0]
      const told = await tx.query<unknown[]>(
        'SELECT 1 FROM app.told_task WHERE id = $1 AND account_id = $2 AND edition_id = $3',
        [id, actor.accountId, actor.editionId],
      )
      if (!row || told.length === 0) return refuse('not_found')
      const line = { actorId: actor.accountId, verb: 'staff_task.reopened', purpose: row.kind }
      await this.audit.record(tx, { ...line, objectId: row.application_id ?? id })
      return done(null)
    })
  }
}
