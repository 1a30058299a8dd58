import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'

/** Languages a reader says they read; none until they do. */
export interface SaidLanguages {
  readonly languages: readonly string[]
  /** Of the reader's settings; 0 while nobody has kept any. */
  readonly version: number
}

/** A reviewer says which languages they read: no file in another goes to them. */
@Injectable()
export class OwnLanguages {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Null for who is no reviewer. */
  async read(actor: StaffActor): Promise<SaidLanguages | null> {
    if (!hasRole(actor, 'reviewer')) return null
    const [row] = await this.database.query<SaidLanguages>(
      'SELECT languages, version FROM app.reader WHERE account_id = $1 AND edition_id = $2',
      [actor.accountId, actor.editionId],
    )
    return row ?? { languages: [], version: 0 }
  }

  /** Keeps them over the version the reader saw; what a planner set beside them stays. Refuses: not_found (no reviewer), stale. */
  async run(actor: StaffActor, { languages, version }: SaidLanguages): Promise<Outcome<null, 'not_found' | 'stale'>> {
    if (!hasRole(actor, 'reviewer')) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      const kept = await tx.query<unknown[]>(
        `INSERT INTO app.reader AS r (account_id, edition_id, languages)
         SELECT $1, $2, $3 WHERE $4 = 0 OR EXISTS (SELECT 1 FROM app.reader WHERE account_id = $1 AND edition_id = $2)
         ON CONFLICT (account_id, edition_id) DO UPDATE SET languages = excluded.languages, version = r.version + 1
         WHERE r.version = $4 RETURNING 1`,
        [actor.accountId, actor.editionId, languages, version],
      )
      if (kept.length === 0) return refuse('stale')
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'reader.set', objectId: actor.accountId })
      return done(null)
    })
  }
}
