import { Injectable } from '@nestjs/common'
import { Database, type Tx } from '#platform/database/database.js'
import type { StaffActor } from './staff-actor.js'
import { openForSession, sealForSession, type SessionToken } from '#platform/vault/session-box.js'

/** What was posted after the session had ended: where to, and without what belongs to the session. */
export interface ParkedPage {
  readonly path: string
  readonly body: unknown
  /** Shown in the session it lies in: not carried into another. */
  readonly isCarried?: true
}

const bucketBytes = 1024

// Trailing spaces, so that the size tells no more than a bucket.
const padded = (page: ParkedPage): Buffer => {
  const text = Buffer.from(JSON.stringify(page), 'utf8')
  return Buffer.concat([text, Buffer.alloc(bucketBytes - (text.length % bucketBytes), ' ')])
}

/** Parameters: the session, and whoever signed in. */
const parkedThere = `token_hash = $1 AND account_id = $2 AND parked IS NOT NULL AND ends_at > app.now() - interval '12 hours'`

/** A page posted too late costs only signing in again: it lies sealed under the ended session's cookie for a day. */
@Injectable()
export class ParkedPages {
  constructor(private readonly database: Database) {}

  /** Keeps the page. False for a live session, an unknown one, one past its day, and a disabled account. */
  async park(ended: SessionToken, page: ParkedPage): Promise<boolean> {
    const [updated] = await this.database.query<unknown[]>(
      `UPDATE app.staff_session s SET parked = $2 FROM app.staff_account a
       WHERE s.token_hash = $1 AND a.id = s.account_id AND a.state = 'active' AND (s.idle_until <= app.now() OR s.ends_at <= app.now())
         AND s.ends_at > app.now() - interval '12 hours' RETURNING 1`,
      [ended.hash, sealForSession(ended, padded(page))],
    )
    return updated?.length === 1
  }

  /** What this colleague had parked in that session; it stays there. Null for none. */
  async look(accountId: string, ended: SessionToken): Promise<ParkedPage | null> {
    const [row] = await this.database.query<{ parked: Buffer }>(
      `SELECT parked FROM app.staff_session WHERE ${parkedThere}`,
      [ended.hash, accountId],
    )
    return row ? (JSON.parse(openForSession(ended, row.parked).toString('utf8')) as ParkedPage) : null
  }

  /** Moves it into the session just begun, whose owner reads it again before it is sent. False where it is gone already. */
  carry(actor: StaffActor, ended: SessionToken, page: ParkedPage): Promise<boolean> {
    return this.database.transaction(async (tx) => {
      if (!(await this.take(tx, actor.accountId, ended))) return false
      await this.keep(actor, page, tx)
      return true
    })
  }

  /** Keeps for its author, in their own session, what nothing else can take any more; what was kept there before is gone. */
  async keep({ session }: StaffActor, page: ParkedPage, on: Tx | Database = this.database): Promise<void> {
    const kept = sealForSession(session, padded({ ...page, isCarried: true }))
    await on.query('UPDATE app.staff_session SET parked = $2 WHERE token_hash = $1', [session.hash, kept])
  }

  /** Forgets what was carried into this session. */
  async drop({ session }: StaffActor): Promise<void> {
    await this.database.query('UPDATE app.staff_session SET parked = NULL WHERE token_hash = $1', [session.hash])
  }

  /** Takes it away, and the ended session with it. False where it is gone already. */
  async take(tx: Tx, accountId: string, ended: SessionToken): Promise<boolean> {
    const [, taken] = await tx.query<[unknown, number]>(`DELETE FROM app.staff_session WHERE ${parkedThere}`, [
      ended.hash,
      accountId,
    ])
    return taken === 1
  }
}
