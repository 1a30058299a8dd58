import { Injectable } from '@nestjs/common'
import type { IsoDate } from '#domain/calendar/iso-date.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'

/** Hours in which an invitation in a hurry may have to be answered. */
export const expressHours = ['24', '48', '72', '96'] as const

/** Days between two questions whether somebody still wants to come. */
export const interestDays = ['14', '21', '30', '45', '60'] as const

export interface WaitlistChange {
  /** Of the edition as the page showed it. */
  readonly version: number
  readonly isOpen: boolean
  readonly autoPromote: boolean
  /** Null: until rooms are fixed. */
  readonly stopOn: IsoDate | null
  readonly expressHours: number
  readonly interestDays: number
}

/** The switches of the waitlist. */
@Injectable()
export class ChangeWaitlist {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Refuses: not_found (only a coordinator), stale. */
  async run(actor: StaffActor, change: WaitlistChange): Promise<Outcome<null, 'not_found' | 'stale'>> {
    if (!hasRole(actor, 'coordinator')) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      const [, saved] = await tx.query<[unknown, number]>(
        `UPDATE app.edition SET waitlist_open = $3, auto_promote = $4, waitlist_stop_on = $5, express_hours = $6, interest_days = $7, version = version + 1
         WHERE id = $1 AND version = $2`,
        [
          actor.editionId,
          change.version,
          change.isOpen,
          change.autoPromote,
          change.stopOn,
          change.expressHours,
          change.interestDays,
        ],
      )
      if (saved !== 1) return refuse('stale')
      const purpose = `${change.isOpen ? 'open' : 'closed'} ${change.autoPromote ? 'auto' : 'by_hand'} ${change.stopOn ?? '-'} ${change.expressHours} ${change.interestDays}`
      const line = { actorId: actor.accountId, verb: 'waitlist.changed', objectId: actor.editionId, purpose }
      await this.audit.record(tx, line)
      return done(null)
    })
  }
}
