import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { isColleague } from './colleague.js'

export interface Affiliation {
  readonly id: string
  readonly accountId: string
  readonly name: string
  /** Written by the person themself: theirs to take away. */
  readonly isOwn: boolean
}

/** Where colleagues belong: kept by each person, and by the admin for everybody. Nobody takes away what another wrote of them. */
@Injectable()
export class KeepAffiliations {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** The actor's own, by name. */
  own(actor: StaffActor): Promise<Affiliation[]> {
    return this.database.query<Affiliation>(
      `SELECT id, account_id AS "accountId", name, author_id IS NOT DISTINCT FROM account_id AS "isOwn"
       FROM app.staff_affiliation WHERE account_id = $1 ORDER BY name`,
      [actor.accountId],
    )
  }

  /** The same name twice is there once, and stays the admin’s where one of the two was. Refuses: not_found (somebody else's, or nobody's). */
  async add(actor: StaffActor, accountId: string, name: string): Promise<Outcome<null, 'not_found'>> {
    if (!mayKeep(actor, accountId)) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      if (!(await isColleague(tx, actor.editionId, accountId))) return refuse('not_found')
      const [row] = await tx.query<{ id: string }[]>(
        `INSERT INTO app.staff_affiliation AS n (account_id, name, author_id) VALUES ($1, $2, $3)
         ON CONFLICT (account_id, name) DO UPDATE
           SET author_id = CASE WHEN EXCLUDED.author_id = EXCLUDED.account_id THEN n.author_id ELSE EXCLUDED.author_id END
         RETURNING id`,
        [accountId, name.trim(), actor.accountId],
      )
      await this.record(tx, actor, { verb: 'affiliation.added', accountId, id: row?.id ?? '' })
      return done(null)
    })
  }

  /** Refuses: not_found (absent, somebody else's, or not written by the actor and about them). */
  async remove(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found'>> {
    return this.database.transaction(async (tx) => {
      const [rows] = await tx.query<[{ account_id: string }[], number]>(
        `DELETE FROM app.staff_affiliation WHERE id = $1 AND CASE WHEN account_id = $2 THEN author_id = $2 ELSE $3 END
         RETURNING account_id`,
        [id, actor.accountId, hasRole(actor, 'admin')],
      )
      const accountId = rows[0]?.account_id
      if (!accountId) return refuse('not_found')
      await this.record(tx, actor, { verb: 'affiliation.removed', accountId, id })
      return done(null)
    })
  }

  private record(tx: Tx, { accountId: actorId }: StaffActor, line: { verb: string; accountId: string; id: string }) {
    return this.audit.record(tx, { actorId, verb: line.verb, objectId: line.accountId, purpose: line.id })
  }
}

const mayKeep = (actor: StaffActor, accountId: string): boolean =>
  accountId === actor.accountId || hasRole(actor, 'admin')
