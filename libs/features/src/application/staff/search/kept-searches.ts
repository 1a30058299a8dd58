import { Injectable } from '@nestjs/common'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { openForSession, sealForSession } from '#platform/vault/session-box.js'

const most = 20

/** Searches of a session, sealed under it: an address names one by id and says nothing. */
@Injectable()
export class KeptSearches {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Keeps what was typed and answers its id; the session's last twenty stay. Logged without its words. */
  async keep({ session, accountId, editionId }: StaffActor, text: string): Promise<string> {
    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ id: string }[]>(
        'INSERT INTO app.staff_search (token_hash, sealed) VALUES ($1, $2) RETURNING id',
        [session.hash, sealForSession(session, Buffer.from(text, 'utf8'))],
      )
      await tx.query(
        `DELETE FROM app.staff_search WHERE token_hash = $1 AND number <= (SELECT s.number FROM app.staff_search s
           WHERE s.token_hash = $1 ORDER BY s.number DESC OFFSET $2 LIMIT 1)`,
        [session.hash, most],
      )
      await this.audit.record(tx, { actorId: accountId, verb: 'files.searched', objectId: editionId })
      return row?.id ?? ''
    })
  }

  /** What was typed; null for an id of another session, an old one and an unknown one alike. */
  async find({ session }: StaffActor, id: string): Promise<string | null> {
    const [row] = await this.database.prepared<{ sealed: Buffer }>(
      'SELECT sealed FROM app.staff_search WHERE id = $1 AND token_hash = $2',
      [id, session.hash],
    )
    return row ? openForSession(session, row.sealed).toString('utf8') : null
  }
}
