import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { type DueChanges, dueChanges } from '#features/task/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'

export type { DueChange } from '#features/task/index.orm.js'

/** The days of an edition (ISO), with the version the person looked at. */
export interface EditionDates {
  readonly arrival_on: string
  readonly programme_from: string
  readonly programme_to: string
  readonly departure_on: string
  readonly version: number
}

export interface EditionView extends EditionDates {
  readonly code: string
}

export type DatesRefusal = 'not_found' | 'dates_out_of_order' | 'stale'

const isInOrder = (dates: EditionDates): boolean =>
  dates.arrival_on <= dates.programme_from &&
  dates.programme_from <= dates.programme_to &&
  dates.programme_to <= dates.departure_on

/** Moves the days of the edition: first shown with every due day that would follow, then saved; the tasks follow by event. */
@Injectable()
export class ChangeEditionDates {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Refuses: not_found (only a coordinator). */
  async read(actor: StaffActor): Promise<Outcome<EditionView, 'not_found'>> {
    if (!hasRole(actor, 'coordinator')) return refuse('not_found')
    const [edition] = await this.database.query<EditionView>(
      `SELECT code, arrival_on::text, programme_from::text, programme_to::text, departure_on::text, version
       FROM app.edition WHERE id = $1`,
      [actor.editionId],
    )
    return edition ? done(edition) : refuse('not_found')
  }

  /** What would move, task by task; nothing is written. Refuses: not_found, dates_out_of_order. */
  async preview(actor: StaffActor, dates: EditionDates): Promise<Outcome<DueChanges, DatesRefusal>> {
    if (!hasRole(actor, 'coordinator')) return refuse('not_found')
    if (!isInOrder(dates)) return refuse('dates_out_of_order')
    return done(await dueChanges(this.database, actor.editionId, dates))
  }

  /** Refuses: not_found, dates_out_of_order, stale. */
  async run(actor: StaffActor, dates: EditionDates): Promise<Outcome<null, DatesRefusal>> {
    if (!hasRole(actor, 'coordinator')) return refuse('not_found')
    if (!isInOrder(dates)) return refuse('dates_out_of_order')
    return this.database.transaction((tx) => this.store(tx, actor, dates))
  }

  private async store(tx: Tx, actor: StaffActor, dates: EditionDates): Promise<Outcome<null, DatesRefusal>> {
    const [, saved] = await tx.query<[unknown, number]>(
      `UPDATE app.edition SET arrival_on = $2, programme_from = $3, programme_to = $4, departure_on = $5, version = version + 1
       WHERE id = $1 AND version = $6`,
      [actor.editionId, dates.arrival_on, dates.programme_from, dates.programme_to, dates.departure_on, dates.version],
    )
    if (saved !== 1) return refuse('stale')
    await tx.query(
      `INSERT INTO app.outbox (kind, class, participation_id, subject_version)
       SELECT 'event', 'edition.changed', id, $2 FROM app.participation WHERE edition_id = $1`,
      [actor.editionId, dates.version + 1],
    )
    await this.audit.record(tx, {
      actorId: actor.accountId,
      verb: 'edition.dates_changed',
      objectId: actor.editionId,
      purpose: `${dates.arrival_on} ${dates.departure_on}`,
    })
    return done(null)
  }
}
