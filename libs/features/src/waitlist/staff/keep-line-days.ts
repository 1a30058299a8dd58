import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockToMove } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { keepDays } from './keep-days.js'
import { type LineView, ReadLine } from './read-line.js'
import { type LineStamp, lineStamp, writeLinePlan } from './write-line-plan.js'

/**
 * Works out for everybody who waits until when they can be invited, and who is next for each place, so that the system can pass
 * places on by itself for as long as nothing changes.
 */
@Injectable()
export class KeepLineDays {
  constructor(
    private readonly database: Database,
    private readonly line: ReadLine,
    private readonly audit: Audit,
  ) {}

  /** Refuses: not_found (only a coordinator). */
  async run(actor: StaffActor): Promise<Outcome<null, 'not_found'>> {
    const stamp = await lineStamp(this.database, actor)
    const read = await this.line.run(actor)
    if (!read.ok) return read
    if (!stamp) return refuse('not_found')
    const { waiting } = read.value

    return this.database.transaction(async (tx) => {
      // As whoever invites from the line: days of many are held together.
      await lockToMove(
        tx,
        waiting.map(({ file }) => file.id),
      )
      await this.keep(tx, actor, { stamp, view: read.value })
      const line = { actorId: actor.accountId, verb: 'waitlist.days_kept', objectId: actor.editionId }
      await this.audit.record(tx, { ...line, purpose: `${waiting.length}` })
      return done(null)
    })
  }

  /** Where other days were kept since the line was read, these are kept and nothing is planned by the ones before. */
  private async keep(
    tx: Tx,
    actor: StaffActor,
    { stamp, view: { waiting, ahead } }: { readonly stamp: LineStamp; readonly view: LineView },
  ): Promise<void> {
    const now = await lineStamp(tx, actor)
    await keepDays(tx, actor, waiting)
    const kept = await lineStamp(tx, actor)
    if (!kept || now?.days !== stamp.days) return
    await writeLinePlan(tx, actor, { stamp: { ...stamp, days: kept.days }, ahead: ahead(), waiting })
  }
}
