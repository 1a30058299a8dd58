import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { seeFile } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { takeWraps } from '../take-wraps.js'
import { lockOwn } from './lock-own.js'
import { settleReaderCalls } from './reader-calls.js'

export type AbstainRefusal = 'not_found' | 'already_submitted'

/** A reader cannot judge a file, gives it back, and another one is looked for. */
@Injectable()
export class Abstain {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /**
   * The reading ends with its keys; what was drafted is not counted. Refuses: not_found (not assigned to this reader, or
   * not in review), already_submitted.
   */
  async run(actor: StaffActor, applicationId: string): Promise<Outcome<null, AbstainRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file?.seen.ownReview) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      if ((await lockOwn(tx, applicationId, actor.accountId)) !== 'in_review') return refuse('not_found')
      await this.giveBack(tx, actor, applicationId)
      if (!(await this.note(tx, actor, applicationId))) return refuse('already_submitted')
      await settleReaderCalls(tx, applicationId, 'abstained')
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'review.abstained', objectId: applicationId })
      return done(null)
    })
  }

  /** False when the review is in already. */
  private async note(tx: Tx, actor: StaffActor, applicationId: string): Promise<boolean> {
    const rows = await tx.query<unknown[]>(
      `INSERT INTO app.review (application_id, account_id, state, profile_version) VALUES ($1, $2, 'abstained', app.profile_number($1))
       ON CONFLICT (application_id, account_id) DO UPDATE SET state = 'abstained', eligibility = NULL, scores = '{}',
         version = app.review.version + 1 WHERE app.review.state IN ('draft', 'abstained') RETURNING 1`,
      [applicationId, actor.accountId],
    )
    return rows.length > 0
  }

  /** Never proposed to them again; their keys go with it. */
  private async giveBack(tx: Tx, actor: StaffActor, applicationId: string): Promise<void> {
    await tx.query(
      `UPDATE app.assignment SET ended_on = app.today(), ended_why = 'abstained'
       WHERE application_id = $1 AND account_id = $2 AND role = 'reviewer' AND ended_on IS NULL`,
      [applicationId, actor.accountId],
    )
    await tx.query(
      'INSERT INTO app.assignment_refusal (application_id, account_id) VALUES ($1, $2) ON CONFLICT DO NOTHING',
      [applicationId, actor.accountId],
    )
    const keys = { keyring: this.keyring, directory: this.directory }
    await takeWraps(tx, keys, [{ applicationId, accountId: actor.accountId }])
  }
}
