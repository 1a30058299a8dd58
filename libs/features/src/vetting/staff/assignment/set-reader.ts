import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { mayPlan, type PoolReader, readingPool, type ReaderSettings } from './reading-pool.js'

/** What one reader takes: languages, loads, willing or not. */
@Injectable()
export class SetReader {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** The reader with the settings that hold now. Refuses: not_found. */
  async read(actor: StaffActor, accountId: string): Promise<Outcome<PoolReader, 'not_found'>> {
    if (!mayPlan(actor)) return refuse('not_found')
    const { readers } = await readingPool(this.database, actor)
    const reader = readers.find((one) => one.accountId === accountId)

    return reader ? done(reader) : refuse('not_found')
  }

  /**
   * Keeps new settings over the version the actor saw, 0 over the defaults. Refuses: not_found, least_above_most, stale
   * (somebody kept others meanwhile).
   */
  async run(
    actor: StaffActor,
    seen: { readonly accountId: string; readonly version: number },
    settings: ReaderSettings,
  ): Promise<Outcome<null, 'not_found' | 'least_above_most' | 'stale'>> {
    const known = await this.read(actor, seen.accountId)
    if (!known.ok) return known
    const { languages, least, most, willing } = settings
    if (most !== null && least > most) return refuse('least_above_most')

    return this.database.transaction(async (tx) => {
      const kept = await tx.query<unknown[]>(
        `INSERT INTO app.reader AS r (account_id, edition_id, languages, min_load, max_load, willing)
         SELECT $1, $2, $3, $4, $5, $6 WHERE $7 = 0 OR EXISTS (SELECT 1 FROM app.reader WHERE account_id = $1 AND edition_id = $2)
         ON CONFLICT (account_id, edition_id) DO UPDATE SET languages = excluded.languages, min_load = excluded.min_load,
           max_load = excluded.max_load, willing = excluded.willing, version = r.version + 1
         WHERE r.version = $7 RETURNING 1`,
        [seen.accountId, actor.editionId, languages, least, most, willing, seen.version],
      )
      if (kept.length === 0) return refuse('stale')
      const line = { actorId: actor.accountId, verb: 'reader.set', objectId: seen.accountId }
      await this.audit.record(tx, line)
      return done(null)
    })
  }
}
