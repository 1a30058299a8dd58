import { type DueTask, dueTasks } from '#domain/task/due-tasks.js'
import { shippedRules } from '#domain/visa/rule-set.js'
import type { Sql } from '#platform/database/sql.js'
import { factsOf } from '../plain-facts.js'

const tries = 3

/** Brings the tasks of one participation to what its facts say. Facts that move meanwhile are read again. */
export class BringTasks {
  constructor(private readonly sql: Sql) {}

  /** `busy`: the facts kept moving; ring again. */
  async run(participationId: string): Promise<'done' | 'gone' | 'busy'> {
    await this.sql.query('SELECT app.visa_case_outdated($1, $2)', [participationId, shippedRules.version])
    for (let tried = 0; tried < tries; tried += 1) {
      const facts = await factsOf(this.sql, participationId)
      if (!facts) return 'gone'
      const plan = dueTasks(facts)
      if (await this.isBrought(participationId, facts.basis, plan)) return 'done'
    }
    return 'busy'
  }

  private async isBrought(participationId: string, basis: string, plan: readonly DueTask[]): Promise<boolean> {
    const rows = plan.map(({ task, owner, state, dueOn, hardOn, wallOn }) => ({
      task,
      owner,
      state,
      due_on: dueOn,
      hard_on: hardOn,
      wall_on: wallOn,
    }))
    const [brought] = await this.sql.query<{ count: number }>('SELECT app.tasks_bring($1, $2, $3) AS count', [
      participationId,
      basis,
      JSON.stringify(rows),
    ])
    return brought !== undefined && brought.count >= 0
  }
}
