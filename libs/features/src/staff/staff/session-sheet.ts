import { Injectable } from '@nestjs/common'
import { Database, type Tx } from '#platform/database/database.js'
import { openForSession, sealForSession } from '#platform/vault/session-box.js'
import type { StaffActor } from './staff-actor.js'

/** Something a colleague may read in this session until they say that they have it: a code just made. */
@Injectable()
export class SessionSheet {
  constructor(private readonly database: Database) {}

  /** Takes the place of whatever waited before. Sealed under the cookie: neither database nor process alone can read it. */
  async put(tx: Tx, actor: StaffActor, value: unknown): Promise<void> {
    const sheet = sealForSession(actor.session, Buffer.from(JSON.stringify(value), 'utf8'))
    await tx.query('UPDATE app.staff_session SET sheet = $2 WHERE token_hash = $1', [actor.session.hash, sheet])
  }

  /** What waits, or null. */
  async read(actor: StaffActor): Promise<unknown> {
    const [row] = await this.database.query<{ sheet: Buffer | null }>(
      'SELECT sheet FROM app.staff_session WHERE token_hash = $1',
      [actor.session.hash],
    )
    return row?.sheet ? JSON.parse(openForSession(actor.session, row.sheet).toString('utf8')) : null
  }

  /** "I have it": gone for good. */
  async clear(actor: StaffActor): Promise<void> {
    await this.database.query('UPDATE app.staff_session SET sheet = NULL WHERE token_hash = $1', [actor.session.hash])
  }
}
