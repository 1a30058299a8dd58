import { Injectable } from '@nestjs/common'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

export interface Places {
  readonly capacity: number
  /** More invitations than places may be out. */
  readonly overInvitation: number
  /** Invited and confirmed. */
  readonly taken: number
}

/** Places of the edition: how many there are, how many are taken now. */
@Injectable()
export class ReadPlaces {
  constructor(private readonly database: Database) {}

  run(actor: StaffActor): Promise<Places> {
    return placesNow(this.database, actor)
  }
}

export async function placesNow(database: Pick<Database, 'query'>, { editionId }: StaffActor): Promise<Places> {
  const [row] = await database.query<Places>(
    `SELECT capacity, over_invitation AS "overInvitation", app.places_taken(id, ARRAY['invited', 'confirmed']) AS taken
     FROM app.edition WHERE id = $1`,
    [editionId],
  )
  return row ?? { capacity: 0, overInvitation: 0, taken: 0 }
}
