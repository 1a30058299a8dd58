import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockFile, seeFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { settleReaderCalls } from './reader-calls.js'

/** The vetting lead lets a reader correct what is in: their review is a draft again, or their opinion is asked anew. */
@Injectable()
export class ReopenReview {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /**
   * It leaves every mean at once, and others' are hidden from its author until it is in. Refuses: not_found (no lead, not in
   * review or its phase, the lead's own, nothing of this reader that is in, or the file is not with them any more).
   */
  async run(actor: StaffActor, applicationId: string, accountId: string): Promise<Outcome<null, 'not_found'>> {
    if (accountId === actor.accountId || !(await mayReopen(this.database, actor, applicationId)))
      return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      if (!(await mayReopen(tx, actor, applicationId))) return refuse('not_found')
      const pair = [applicationId, accountId]
      const isReopened = (await reopened(tx, reviewText, pair)) || (await reopened(tx, opinionText, pair))
      if (!isReopened) return refuse('not_found')
      await settleReaderCalls(tx, applicationId)
      const line = { actorId: actor.accountId, verb: 'review.reopened', objectId: applicationId, purpose: accountId }
      await this.audit.record(tx, line)
      return done(null)
    })
  }
}

async function mayReopen(on: Database | Tx, actor: StaffActor, applicationId: string): Promise<boolean> {
  const file = await seeFile(on, actor, applicationId)
  return hasRole(actor, 'vetting_lead') && file?.seen.privateReviews === true && file.facts.isReadingOpen
}

async function reopened(tx: Tx, text: string, pair: readonly string[]): Promise<boolean> {
  const [, count] = await tx.query<[unknown, number]>(text, [...pair])
  return count > 0
}

const hasFile = `EXISTS (SELECT 1 FROM app.assignment s JOIN app.application a ON a.id = s.application_id AND a.state = 'in_review'
  WHERE s.application_id = $1 AND s.account_id = $2 AND s.role = 'reviewer' AND s.ended_on IS NULL)`

const reviewText = `UPDATE app.review r SET state = 'draft', version = r.version + 1, reopened_on = app.today()
  WHERE r.application_id = $1 AND r.account_id = $2 AND r.state = 'submitted' AND ${hasFile}`

// An opinion is of a review as it was at a version; of none of them, it is asked anew.
const opinionText = `UPDATE app.review_opinion o SET review_version = 0 FROM app.opinion_asked q
  WHERE q.application_id = $1 AND q.account_id = $2 AND q.opinion = 'agree' AND o.review_id = q.review_id AND o.account_id = $2
    AND ${hasFile}`
