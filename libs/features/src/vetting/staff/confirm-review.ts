import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { renewableIn } from '#domain/review/staleness.js'
import { seeFile } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { lockOwn } from './reading/lock-own.js'
import { settleReaderCalls } from './reading/reader-calls.js'

export type ConfirmRefusal = 'not_found' | 'stale'

/** The author of an out-of-date review has seen what changed, and lets it stand. */
@Injectable()
export class ConfirmReview {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * `profileNumber` is the newest version the page showed beside the older one; the review is bound to that one, so a
   * version nobody showed leaves it out of date. Refuses: not_found (no submitted review of this person, another
   * state), stale (nothing newer was shown, or more than there is).
   */
  async run(actor: StaffActor, applicationId: string, profileNumber: number): Promise<Outcome<null, ConfirmRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file?.seen.ownReview || file.facts.ownReview !== 'submitted') return refuse('not_found')

    return this.database.transaction(async (tx) => {
      const state = await lockOwn(tx, applicationId, actor.accountId)
      if (state === null || !renewableIn.includes(state)) return refuse('not_found')
      const [, confirmed] = await tx.query<[unknown, number]>(
        `UPDATE app.review SET profile_version = $3 WHERE application_id = $1 AND account_id = $2 AND state = 'submitted'
           AND profile_version < $3 AND $3 <= app.profile_number($1)`,
        [applicationId, actor.accountId, profileNumber],
      )
      if (confirmed === 0) return refuse('stale')
      await settleReaderCalls(tx, applicationId)
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'review.confirmed', objectId: applicationId })
      return done(null)
    })
  }
}
