import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

/** Keeps a place that was given up back from the line, or puts it on offer again. */
@Injectable()
export class KeepPlace {
  constructor(private readonly database: Database) {}

  /** Refuses: not_found (no coordinator, or the place has passed on meanwhile). */
  async run(actor: StaffActor, placeId: string, isKeptBack: boolean): Promise<Outcome<null, 'not_found'>> {
    if (!hasRole(actor, 'coordinator')) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ code: 'ok' | 'not_found' }[]>('SELECT app.place_block($1, $2, $3, $4) AS code', [
        placeId,
        actor.editionId,
        actor.accountId,
        isKeptBack,
      ])
      return row?.code === 'ok' ? done(null) : refuse('not_found')
    })
  }
}
