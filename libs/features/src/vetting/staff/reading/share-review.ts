import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockFile, seeFile } from '#features/application/index.orm.js'
import { heldKeys, holdKeys, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { settleReaderCalls } from './reader-calls.js'

/** The author of a review keeps it from other readers, or shares it with them. */
@Injectable()
export class ShareReview {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /**
   * Those who decide see it either way. Kept: gone from every other reader's page, mean and keys. Shared: with readers
   * whose own review is in, and who were asked about it. Refuses: not_found (no review of theirs that is in).
   */
  async run(actor: StaffActor, applicationId: string, isPrivate: boolean): Promise<Outcome<null, 'not_found'>> {
    if (!(await isIn(this.database, actor, applicationId))) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await holdKeys(tx, this.keyring)
      await lockFile(tx, applicationId)
      if (!(await isIn(tx, actor, applicationId))) return refuse('not_found')
      const [, changed] = await tx.query<[unknown, number]>(
        `UPDATE app.review SET is_private = $3 WHERE application_id = $1 AND account_id = $2 AND state = 'submitted'`,
        [applicationId, actor.accountId, isPrivate],
      )
      if (changed === 0) return refuse('not_found')
      if (isPrivate) await this.keep(tx, actor, applicationId)
      else await this.share(tx, actor, applicationId)
      await settleReaderCalls(tx, applicationId)
      const verb = isPrivate ? 'review.kept' : 'review.shared'
      await this.audit.record(tx, { actorId: actor.accountId, verb, objectId: applicationId })
      return done(null)
    })
  }

  private async keep(tx: Tx, { accountId }: StaffActor, owner: string): Promise<void> {
    const rows = await tx.query<{ account_id: string }[]>(
      'SELECT DISTINCT account_id FROM app.assignment WHERE application_id = $1 AND account_id <> $2',
      [owner, accountId],
    )
    const accounts = rows.map((row) => row.account_id)
    const from = [...(await heldKeys(tx, this.directory, accounts)).values()].flat()
    await this.keyring.unshareOf(tx, accountId, { owner, schema: 'review.text', from })
  }

  private async share(tx: Tx, actor: StaffActor, owner: string): Promise<void> {
    const query = { owner, schemas: ['review.text'], authors: [actor.accountId] }
    for (const to of await coReaders(tx, owner, actor.accountId)) {
      if (this.keyring.mayShareWith(to)) await this.keyring.share(tx, actor.holder, { ...query, to })
    }
  }
}

/** A review of theirs is in, and the file is still theirs to write about: who gave it back has no say of it any more. */
async function isIn(on: Database | Tx, actor: StaffActor, applicationId: string): Promise<boolean> {
  const file = await seeFile(on, actor, applicationId)
  return file?.seen.ownReview === true && file.facts.ownReview === 'submitted'
}

/** Readers of a file to whom a review shared by its author is open: their own is in, or they were asked about this one. */
export async function coReaders(tx: Tx, applicationId: string, authorId: string): Promise<string[]> {
  const rows = await tx.query<{ account_id: string }[]>(
    `SELECT s.account_id FROM app.assignment s LEFT JOIN app.opinion_asked o
       ON o.application_id = s.application_id AND o.account_id = s.account_id AND (o.author_id = $2 OR o.opinion = 'agree')
     WHERE s.application_id = $1 AND s.account_id <> $2 AND s.role = 'reviewer' AND s.ended_on IS NULL
       AND (o.opinion IN ('asked', 'agree') OR EXISTS (SELECT 1 FROM app.review r
         WHERE r.application_id = $1 AND r.account_id = s.account_id AND r.state = 'submitted'))
     ORDER BY s.account_id`,
    [applicationId, authorId],
  )
  return rows.map(({ account_id }) => account_id)
}
