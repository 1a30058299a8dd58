import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { ruleOf } from '#domain/task/rules.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database, type Tx } from '#platform/database/database.js'
import { factsOf } from '../plain-facts.js'
import { actingRole } from './task-roles.js'

/** Why a task is not needed: codes, because whoever reads the list may read them. */
export const waiveReasons = ['not_needed', 'done_elsewhere', 'not_possible', 'person_declined'] as const
export type WaiveReason = (typeof waiveReasons)[number]

export interface CloseTaskForm {
  readonly version: number
  readonly move: 'complete' | 'waive' | 'reopen'
  readonly reason?: WaiveReason
}

export type CloseRefusal = 'not_found' | 'stale' | 'move_not_allowed' | 'reason_missing' | 'closed_by_fact'

/** A colleague marks a task done, waives it with a reason, or opens it again. */
@Injectable()
export class CloseTask {
  constructor(private readonly database: Database) {}

  /**
   * Refuses: not_found, reason_missing (a waiver names one), stale, move_not_allowed, closed_by_fact (what closed it is
   * a step of the visa case, and would close it again).
   */
  async run(actor: StaffActor, taskId: string, form: CloseTaskForm): Promise<Outcome<null, CloseRefusal>> {
    if (form.move === 'waive' && !form.reason) return refuse('reason_missing')
    return this.database.transaction((tx) => this.store(tx, actor, taskId, form))
  }

  private async store(
    tx: Tx,
    actor: StaffActor,
    taskId: string,
    form: CloseTaskForm,
  ): Promise<Outcome<null, CloseRefusal>> {
    const [task] = await tx.query<{ owner: string; task: string; participation_id: string }[]>(
      `SELECT t.owner, t.task, t.participation_id FROM app.task t JOIN app.participation p ON p.id = t.participation_id
       WHERE t.id = $1 AND p.edition_id = $2 AND t.task NOT IN ('T01', 'T02', 'T03')
         AND NOT EXISTS (SELECT 1 FROM app.kept_from x WHERE x.application_id = p.application_id AND x.account_id = $3)`,
      [taskId, actor.editionId, actor.accountId],
    )
    const role = task && actingRole(actor, task.owner)
    if (!task || !role) return refuse('not_found')
    if (form.move === 'reopen' && (await isDoneByFact(tx, task.participation_id, task.task)))
      return refuse('closed_by_fact')
    const [answer] = await tx.query<{ code: 'ok' | 'not_found' | 'stale' | 'move_not_allowed' }[]>(
      'SELECT code FROM app.task_close($1, $2, $3, $4, $5, $6)',
      [taskId, form.move, role, actor.accountId, form.version, form.reason ?? ''],
    )
    return answer?.code === 'ok' ? done(null) : refuse(answer?.code ?? 'not_found')
  }
}

async function isDoneByFact(tx: Tx, participationId: string, task: string): Promise<boolean> {
  const facts = await factsOf({ query: (text, values = []) => tx.query(text, [...values]) }, participationId)
  return facts !== undefined && ruleOf(task)?.isDone?.(facts) === true
}
