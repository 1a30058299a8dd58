import { Injectable } from '@nestjs/common'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import type { StaffActor } from './staff-actor.js'

export interface OwnSession {
  readonly isCurrent: boolean
  readonly begunAt: Date
  readonly idleUntil: Date
  readonly endsAt: Date
}

/** Where a colleague is signed in, and the way to end what is not this browser. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Live sessions, this one first. */
  list(actor: StaffActor): Promise<OwnSession[]> {
    return this.database.query<OwnSession>(
      `SELECT token_hash = $2 AS "isCurrent", begun_at AS "begunAt", idle_until AS "idleUntil", ends_at AS "endsAt" FROM app.staff_session
       WHERE account_id = $1 AND idle_until > app.now() AND ends_at > app.now() ORDER BY 1 DESC, ends_at DESC`,
      [actor.accountId, actor.session.hash],
    )
  }

  /** Ends every session but this one; leaves an audit line. */
  async endOthers(actor: StaffActor): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query('DELETE FROM app.staff_session WHERE account_id = $1 AND token_hash <> $2', [
        actor.accountId,
        actor.session.hash,
      ])
      const line = { actorId: actor.accountId, verb: 'staff.others_signed_out', objectId: actor.accountId }
      await this.audit.record(tx, line)
    })
  }
}
