import { Injectable } from '@nestjs/common'
import { viewerValues, visibleCondition } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

export interface Places {
  readonly capacity: number
  /** More invitations than places may be out. */
  readonly overInvitation: number
  /** Invited and confirmed, of the files this person sees: a hidden one moves no figure of theirs. */
  readonly taken: number
  /** What may still be offered: held by nobody, seen or not, neither kept back nor waiting to be on offer again. */
  readonly free: number
}

/** Places of the edition: how many there are, how many are taken now. */
@Injectable()
export class ReadPlaces {
  constructor(private readonly database: Database) {}

  run(actor: StaffActor): Promise<Places> {
    return placesNow(this.database, actor)
  }
}

export async function placesNow(database: Pick<Database, 'query'>, actor: StaffActor): Promise<Places> {
  const [row] = await database.query<Places>(
    `SELECT e.capacity, e.over_invitation AS "overInvitation", (SELECT count(*)::int FROM app.application a
         LEFT JOIN app.participation p ON p.application_id = a.id LEFT JOIN app.journey j ON j.participation_id = p.id
         WHERE ${visibleCondition(actor)} AND a.state IN ('invited', 'confirmed')
           AND NOT (a.state = 'confirmed' AND coalesce(j.state IN ('remote', 'no_show', 'stopped'), false))) AS taken,
       greatest(0, e.capacity + e.over_invitation - app.places_taken(e.id)) AS free
     FROM app.edition e WHERE e.id = $2`,
    viewerValues(actor),
  )
  return row ?? { capacity: 0, overInvitation: 0, taken: 0, free: 0 }
}
