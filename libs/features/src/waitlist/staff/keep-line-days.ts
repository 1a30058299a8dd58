import { Injectable } from '@nestjs/common'
import { done, type Outcome } from '#domain/outcome.js'
import { lockToMove } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { keepDays } from './keep-days.js'
import { ReadLine } from './read-line.js'

/** Works out for everybody who waits until when they can be invited, so that the system can pass places on by itself. */
@Injectable()
export class KeepLineDays {
  constructor(
    private readonly database: Database,
    private readonly line: ReadLine,
    private readonly audit: Audit,
  ) {}

  /** Refuses: not_found (only a coordinator). */
  async run(actor: StaffActor): Promise<Outcome<null, 'not_found'>> {
    const read = await this.line.run(actor)
    if (!read.ok) return read
    const { waiting } = read.value

    return this.database.transaction(async (tx) => {
      // As whoever invites from the line: days of many are held together.
      await lockToMove(
        tx,
        waiting.map(({ file }) => file.id),
      )
      await keepDays(tx, actor, waiting)
      const line = { actorId: actor.accountId, verb: 'waitlist.days_kept', objectId: actor.editionId }
      await this.audit.record(tx, { ...line, purpose: `${waiting.length}` })
      return done(null)
    })
  }
}
