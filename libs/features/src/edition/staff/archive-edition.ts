import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'

export type ArchiveRefusal = 'not_found' | 'edition_not_over'

/** Archives the edition of the caller, after which nobody writes to it, or takes that back. */
@Injectable()
export class ArchiveEdition {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** ISO date since when it is archived, or null. Refuses: not_found (only a coordinator). */
  async read(actor: StaffActor): Promise<Outcome<string | null, 'not_found'>> {
    if (!hasRole(actor, 'coordinator')) return refuse('not_found')
    const [row] = await this.database.query<{ since: string | null }>(
      'SELECT archived_on::text AS since FROM app.edition WHERE id = $1',
      [actor.editionId],
    )
    return row ? done(row.since) : refuse('not_found')
  }

  /** Refuses: not_found, edition_not_over (its last day is not over). */
  async run(actor: StaffActor, isArchived: boolean): Promise<Outcome<null, ArchiveRefusal>> {
    if (!hasRole(actor, 'coordinator')) return refuse('not_found')
    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ code: ArchiveRefusal | 'ok' }[]>('SELECT app.edition_archive($1, $2) AS code', [
        actor.editionId,
        isArchived,
      ])
      if (row?.code !== 'ok') return refuse(row?.code ?? 'not_found')
      const verb = isArchived ? 'edition.archived' : 'edition.unarchived'
      await this.audit.record(tx, { actorId: actor.accountId, verb, objectId: actor.editionId })
      return done(null)
    })
  }
}
