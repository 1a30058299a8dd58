import { Injectable } from '@nestjs/common'
import { closedGate, type Gate } from '#domain/waitlist/gates.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { lineEdition } from '../line-rows.js'
import { type LatePerson, lateRows } from './late-rows.js'

export interface LateView {
  readonly people: readonly LatePerson[]
  readonly free: number
  readonly capacity: number
  readonly expressHours: number
  /** What shuts the waitlist for everybody; its last day is not among them. */
  readonly gate: Gate | null
}

/** Who waits and is too late to be invited in the usual way. */
@Injectable()
export class ReadLate {
  constructor(private readonly database: Database) {}

  /** Refuses: not_found (only the travel desk). Nothing sealed is opened. */
  async run(actor: StaffActor): Promise<Outcome<LateView, 'not_found'>> {
    const edition = await lineEdition(this.database, actor)
    if (!edition || !hasRole(actor, 'travel_desk')) return refuse('not_found')
    const { capacity, overInvitation, taken, expressHours, today } = edition
    const gate = closedGate(edition, today, 'person')

    return done({
      people: await lateRows(this.database, actor),
      free: Math.max(0, capacity + overInvitation - taken),
      capacity,
      expressHours,
      gate: gate === 'waitlist_stopped' ? null : gate,
    })
  }
}
