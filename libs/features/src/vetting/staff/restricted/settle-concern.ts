import { Injectable } from '@nestjs/common'
import type { ConcernOutcome } from '#domain/vetting/concern.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockFile, seeFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { restrictBy } from './restrict.js'

export type SettleRefusal = 'not_found' | 'stale' | 'second_person_missing'

/** A vetting lead says what came of a concern; another lead, or the security officer the file is named to, agrees. */
@Injectable()
export class SettleConcern {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /** Takes the place of what was said and not agreed to. Refuses: not_found (file, role, concern). */
  async run(
    actor: StaffActor,
    applicationId: string,
    { concernId, outcome }: { readonly concernId: string; readonly outcome: ConcernOutcome },
  ): Promise<Outcome<null, 'not_found'>> {
    if (!hasRole(actor, 'vetting_lead')) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      if (!(await seeFile(tx, actor, applicationId))) return refuse('not_found')
      const added = await tx.query<unknown[]>(
        `INSERT INTO app.concern_settlement (concern_id, application_id, outcome, author_id)
         SELECT c.id, c.application_id, $3, $4 FROM app.integrity_concern c WHERE c.id = $2 AND c.application_id = $1 RETURNING id`,
        [applicationId, concernId, outcome, actor.accountId],
      )
      if (added.length === 0) return refuse('not_found')
      const line = { actorId: actor.accountId, verb: 'integrity.settled', objectId: applicationId, purpose: outcome }
      await this.audit.record(tx, line)
      return done(null)
    })
  }

  /**
   * A file whose restriction was lifted goes out of sight again when a concern stands anew. Refuses: not_found (file or role),
   * stale (another word stands since), second_person_missing (the author).
   */
  async agree(actor: StaffActor, applicationId: string, settlementId: string): Promise<Outcome<null, SettleRefusal>> {
    if (!hasRole(actor, 'vetting_lead', 'security_officer')) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      if (!(await seeFile(tx, actor, applicationId))) return refuse('not_found')
      const [row] = await tx.query<{ author_id: string; outcome: ConcernOutcome }[]>(
        `SELECT s.author_id, s.outcome FROM app.concern_settlement s WHERE s.id = $2 AND s.application_id = $1 AND s.second_id IS NULL
           AND NOT EXISTS (SELECT 1 FROM app.concern_settlement n WHERE n.concern_id = s.concern_id AND n.nth > s.nth)`,
        [applicationId, settlementId],
      )
      if (!row) return refuse('stale')
      if (row.author_id === actor.accountId) return refuse('second_person_missing')
      await tx.query('UPDATE app.concern_settlement SET second_id = $2, settled_on = app.today() WHERE id = $1', [
        settlementId,
        actor.accountId,
      ])
      const keys = { keyring: this.keyring, directory: this.directory }
      if (row.outcome !== 'unfounded') await restrictBy(tx, keys, actor, { applicationId, reason: 'integrity' })
      const line = { actorId: actor.accountId, verb: 'integrity.agreed', objectId: applicationId, purpose: row.outcome }
      await this.audit.record(tx, line)
      return done(null)
    })
  }
}
