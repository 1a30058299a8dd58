import { Injectable } from '@nestjs/common'
import { type Outcome, refuse } from '#domain/outcome.js'
import { moveApplication, type MoveRefusal, seeFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

/** A file whose nomination carries `skip_screening` goes to review at one press: both moves, or neither. */
@Injectable()
export class SkipScreening {
  constructor(private readonly database: Database) {}

  /** Refuses: not_found (file, role, no such flag), move_not_allowed, stale, conflict. */
  async run(
    actor: StaffActor,
    applicationId: string,
    version: number,
  ): Promise<Outcome<{ state: string }, MoveRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || !hasRole(actor, 'coordinator') || !(await this.mayGoStraight(applicationId)))
      return refuse('not_found')
    const step = { applicationId, role: 'coordinator', actorId: actor.accountId, reason: 'skip_screening' } as const

    return this.database.transaction(async (tx) => {
      const opened = await moveApplication(tx, { ...step, move: 'open_screening', expected: version })
      return opened.ok ? moveApplication(tx, { ...step, move: 'pass' }) : opened
    })
  }

  private async mayGoStraight(applicationId: string): Promise<boolean> {
    const rows = await this.database.query(
      'SELECT 1 FROM app.application a JOIN app.nomination n ON n.id = a.nomination_id WHERE a.id = $1 AND n.skip_screening',
      [applicationId],
    )
    return rows.length > 0
  }
}
