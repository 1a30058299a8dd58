import { Injectable } from '@nestjs/common'
import { type Outcome, refuse } from '#domain/outcome.js'
import {
  type ComparisonRefusal,
  lockToMove,
  moveApplication,
  type MoveRefusal,
  Passing,
  secondProblem,
  seeFile,
} from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

/** A file whose nomination carries `skip_screening` goes to review at one press: both moves, or neither. */
@Injectable()
export class SkipScreening {
  constructor(
    private readonly database: Database,
    private readonly passing: Passing,
  ) {}

  /** Refuses: not_found (file, role, no such flag), move_not_allowed, stale, conflict, and what a comparison with other files finds. */
  async run(
    actor: StaffActor,
    applicationId: string,
    version: number,
  ): Promise<Outcome<{ state: string }, MoveRefusal | ComparisonRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || !hasRole(actor, 'coordinator') || !(await mayGoStraight(this.database, applicationId)))
      return refuse('not_found')
    if (file.version !== version) return refuse('stale')
    const problem = await this.passing.compared(actor, applicationId)
    if (problem) return refuse(problem)
    const step = { applicationId, role: 'coordinator', actorId: actor.accountId, reason: 'skip_screening' } as const

    return this.database.transaction(async (tx) => {
      await lockToMove(tx, [applicationId])
      if (!(await seeFile(tx, actor, applicationId)) || !(await mayGoStraight(tx, applicationId)))
        return refuse('not_found')
      const opened = await moveApplication(tx, { ...step, move: 'open_screening', expected: version })
      if (!opened.ok) return opened
      const since = await secondProblem(tx, actor, applicationId)
      return since ? refuse(since) : moveApplication(tx, { ...step, move: 'pass' })
    })
  }
}

async function mayGoStraight(on: Pick<Database, 'query'>, applicationId: string): Promise<boolean> {
  const rows = await on.query<unknown>(
    'SELECT 1 FROM app.application a JOIN app.nomination n ON n.id = a.nomination_id WHERE a.id = $1 AND n.skip_screening',
    [applicationId],
  )
  return rows.length > 0
}
