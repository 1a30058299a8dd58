import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { type VisaCaseRow, visaCaseRows } from './visa-case-rows.js'

/** The desk's list: plain facts of its own edition, nothing opened. */
@Injectable()
export class ListVisaCases {
  constructor(private readonly database: Database) {}

  /** Refuses: not_found (not of the travel desk). */
  async run(actor: StaffActor, waitingOnly: boolean): Promise<Outcome<VisaCaseRow[], 'not_found'>> {
    if (!hasRole(actor, 'travel_desk')) return refuse('not_found')
    return done(await visaCaseRows(this.database, actor, waitingOnly))
  }
}
