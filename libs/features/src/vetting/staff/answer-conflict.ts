import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { DeclarableKind } from '#domain/vetting/conflict.js'
import { seeFile } from '#features/application/index.orm.js'
import { referenceIds } from '#features/reference/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'

/** A reader says, before the first opening or at any time after it, whether there is a conflict of interest. */
@Injectable()
export class AnswerConflict {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly audit: Audit,
  ) {}

  /**
   * `none` opens the way to the file. Any kind takes it away at once: wraps deleted, gone from lists and counts, the
   * reader's scores out of every mean. Refuses: not_found.
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    kind: DeclarableKind | 'none',
  ): Promise<Outcome<null, 'not_found'>> {
    if (!(await seeFile(this.database, actor, applicationId))) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await tx.query(
        'UPDATE app.assignment SET asked_conflict = true WHERE application_id = $1 AND account_id = $2 AND ended_on IS NULL',
        [applicationId, actor.accountId],
      )
      if (kind !== 'none') await this.takeAway(tx, actor, applicationId, kind)
      const verb = kind === 'none' ? 'conflict.denied' : 'conflict.declared'
      await this.audit.record(tx, { actorId: actor.accountId, verb, objectId: applicationId, purpose: kind })
      return done(null)
    })
  }

  private async takeAway(tx: Tx, actor: StaffActor, applicationId: string, kind: DeclarableKind): Promise<void> {
    const own = [applicationId, actor.accountId]
    await tx.query(
      `INSERT INTO app.conflict (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, $3, 'declared', $2)
       ON CONFLICT DO NOTHING`,
      [...own, kind],
    )
    await tx.query(
      `UPDATE app.assignment SET ended_on = app.today(), ended_why = 'conflict'
       WHERE application_id = $1 AND account_id = $2 AND ended_on IS NULL`,
      own,
    )
    await tx.query(
      `UPDATE app.review SET state = 'removed', version = version + 1 WHERE application_id = $1 AND account_id = $2`,
      own,
    )
    for (const owner of [applicationId, ...(await referenceIds(tx, applicationId))]) {
      await this.keyring.unshare(tx, { owner, from: actor.holder.pair.publicKey })
    }
    await tx.query(
      `INSERT INTO app.staff_task (edition_id, kind, role, application_id) VALUES ($1, 'reader_needed', 'coordinator', $2)
       ON CONFLICT DO NOTHING`,
      [actor.editionId, applicationId],
    )
  }
}
