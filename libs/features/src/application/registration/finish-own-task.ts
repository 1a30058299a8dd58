import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Sql } from '#platform/database/sql.js'
import type { ApplicantSession } from './applicant-session.js'

export type TaskRefusal = 'not_found' | 'stale' | 'move_not_allowed'

/** The delegate ticks a task of their own as done. */
@Injectable()
export class FinishOwnTask {
  constructor(private readonly sql: Sql) {}

  /** Done twice is done once. Refuses: not_found (not theirs, or closed by a form), stale, move_not_allowed. */
  async run(me: ApplicantSession, taskId: string, version: number): Promise<Outcome<null, TaskRefusal>> {
    const row = await this.sql.one<{ code: TaskRefusal | 'ok' | 'noop' }>(
      'SELECT code FROM app.own_task_done($1, $2, $3)',
      [me.token.hash, taskId, version],
    )
    const code = row?.code ?? 'not_found'

    return code === 'ok' || code === 'noop' ? done(null) : refuse(code)
  }
}
