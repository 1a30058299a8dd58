import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'

/**
 * A member of the board who has not given their word yet. One change can be read off the figures of a list (UX §3.7), so
 * they see none before.
 */
export async function owesWord(database: Pick<Database, 'query'>, actor: StaffActor): Promise<boolean> {
  if (!hasRole(actor, 'board')) return false
  const rows = await database.query<unknown>('SELECT 1 FROM app.board_word WHERE edition_id = $1 AND account_id = $2', [
    actor.editionId,
    actor.accountId,
  ])
  return rows.length === 0
}

/** A member of the board signs, once for an edition, that what they read off the figures stays with them. */
@Injectable()
export class SignWord {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Signed twice is signed once. Refuses: not_found (no member of the board), not_signed (without the tick). */
  async run(actor: StaffActor, isTicked: boolean): Promise<Outcome<null, 'not_found' | 'not_signed'>> {
    if (!hasRole(actor, 'board')) return refuse('not_found')
    if (!isTicked) return refuse('not_signed')

    return this.database.transaction(async (tx) => {
      const rows = await tx.query<unknown[]>(
        'INSERT INTO app.board_word (edition_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING RETURNING account_id',
        [actor.editionId, actor.accountId],
      )
      const line = { actorId: actor.accountId, verb: 'board_word.signed', objectId: actor.editionId }
      if (rows.length > 0) await this.audit.record(tx, line)
      return done(null)
    })
  }
}
