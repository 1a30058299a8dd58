import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import { editionsOf } from './editions-of.js'
import { renewSession } from './renew-session.js'
import type { StaffActor } from './staff-actor.js'

export interface EditionChoice {
  readonly id: string
  readonly name: string
  /** ISO date. */
  readonly arrivalOn: string
  readonly isCurrent: boolean
}

/** In which edition a session works, for who holds roles in several. */
@Injectable()
export class ChooseEdition {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Editions this person holds a role in today, the earliest first. */
  async list(actor: StaffActor): Promise<EditionChoice[]> {
    return this.database.query<EditionChoice>(
      `SELECT e.id, e.name_neutral AS name, e.arrival_on::text AS "arrivalOn", e.id = $2 AS "isCurrent"
       FROM (${editionsOf('$1', '$2')}) e WHERE e.holds ORDER BY e.arrival_on, e.id`,
      [actor.accountId, actor.editionId],
    )
  }

  /** The same session under a new token, with the roles of that edition. Refuses: not_found (no role there). */
  async run(actor: StaffActor, editionId: string): Promise<Outcome<SessionToken, 'not_found'>> {
    const choices = await this.list(actor)
    if (!choices.some(({ id }) => id === editionId)) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await tx.query('UPDATE app.staff_session SET edition_id = $2 WHERE token_hash = $1', [
        actor.session.hash,
        editionId,
      ])
      const session = await renewSession(tx, actor)
      if (!session) return refuse('not_found')
      const line = { actorId: actor.accountId, verb: 'staff.edition_chosen', objectId: editionId }
      await this.audit.record(tx, line)
      return done(session)
    })
  }
}
