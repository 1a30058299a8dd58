import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { isColleague } from './colleague.js'

export interface Affiliation {
  readonly id: string
  readonly accountId: string
  readonly name: string
}

/** Where colleagues belong: kept by each person, and by the admin for everybody. */
@Injectable()
export class KeepAffiliations {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** The actor's own, by name. */
  own(actor: StaffActor): Promise<Affiliation[]> {
    return this.database.query<Affiliation>(
      'SELECT id, account_id AS "accountId", name FROM app.staff_affiliation WHERE account_id = $1 ORDER BY name',
      [actor.accountId],
    )
  }

  /** The same name twice is there once. Refuses: not_found (somebody else's, or nobody's). */
  async add(actor: StaffActor, accountId: string, name: string): Promise<Outcome<null, 'not_found'>> {
    if (!mayKeep(actor, accountId)) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      if (!(await isColleague(tx, actor.editionId, accountId))) return refuse('not_found')
      await tx.query(
        'INSERT INTO app.staff_affiliation (account_id, name) VALUES ($1, $2) ON CONFLICT (account_id, name) DO NOTHING',
        [accountId, name.trim()],
      )
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'affiliation.added', objectId: accountId })
      return done(null)
    })
  }

  /** Refuses: not_found (absent, or somebody else's). */
  async remove(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found'>> {
    return this.database.transaction(async (tx) => {
      const [rows] = await tx.query<[{ account_id: string }[], number]>(
        'DELETE FROM app.staff_affiliation WHERE id = $1 AND (account_id = $2 OR $3) RETURNING account_id',
        [id, actor.accountId, hasRole(actor, 'admin')],
      )
      const objectId = rows[0]?.account_id
      if (!objectId) return refuse('not_found')
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'affiliation.removed', objectId })
      return done(null)
    })
  }
}

const mayKeep = (actor: StaffActor, accountId: string): boolean =>
  accountId === actor.accountId || hasRole(actor, 'admin')
