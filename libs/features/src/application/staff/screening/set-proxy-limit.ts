import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'

/** For how many applicants of the edition one person may type before screening is told. */
@Injectable()
export class SetProxyLimit {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Counts with the next comparison. Refuses: not_found (role), limit_unfit (no whole number from 1 to 99). */
  async run(actor: StaffActor, limit: number): Promise<Outcome<null, 'not_found' | 'limit_unfit'>> {
    if (!hasRole(actor, 'vetting_lead')) return refuse('not_found')
    if (!Number.isInteger(limit) || limit < 1 || limit > 99) return refuse('limit_unfit')

    return this.database.transaction(async (tx) => {
      await tx.query('UPDATE app.edition SET proxy_files = $2 WHERE id = $1', [actor.editionId, limit])
      const line = { actorId: actor.accountId, verb: 'edition.proxy_limit_set', objectId: actor.editionId }
      await this.audit.record(tx, { ...line, purpose: `${limit}` })
      return done(null)
    })
  }
}
