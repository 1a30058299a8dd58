import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { Opinion } from '#domain/review/rubric.js'
import { seeFile } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { lockOwn } from './lock-own.js'
import { settleReaderCalls } from './reader-calls.js'

export type OpinionRefusal = 'not_found' | 'stale'

/** A reader who was asked says whether they agree with a review. */
@Injectable()
export class GiveOpinion {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * `disagree` leads to a full review of their own, before which others' are hidden again. `version` is that of the review
   * the page showed. Refuses: not_found (nobody asked this reader, or they have answered), stale.
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    { opinion, version }: { readonly opinion: Opinion; readonly version: number },
  ): Promise<Outcome<null, OpinionRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    const isAsked = file?.seen.reviews && file.facts.opinion === 'asked' && file.seen.ownReview
    if (!isAsked) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      if ((await lockOwn(tx, applicationId, actor.accountId)) !== 'in_review') return refuse('not_found')
      const written = await tx.query<unknown[]>(
        `INSERT INTO app.review_opinion (application_id, review_id, account_id, opinion, review_version)
         SELECT $1, r.id, $2, $3, r.version FROM app.opinion_asked o JOIN app.review r ON r.id = o.review_id
         WHERE o.application_id = $1 AND o.account_id = $2 AND o.opinion = 'asked' AND r.version = $4
         ON CONFLICT (review_id, account_id) DO UPDATE SET opinion = EXCLUDED.opinion, review_version = EXCLUDED.review_version,
           given_on = app.today()
         RETURNING 1`,
        [applicationId, actor.accountId, opinion, version],
      )
      if (written.length === 0) return refuse('stale')
      await settleReaderCalls(tx, applicationId)
      const verb = opinion === 'agree' ? 'review.agreed' : 'review.disagreed'
      await this.audit.record(tx, { actorId: actor.accountId, verb, objectId: applicationId })
      return done(null)
    })
  }
}
