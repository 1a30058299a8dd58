import { Injectable } from '@nestjs/common'
import { dueEscalations } from '#domain/task/reminders.js'
import { Sql } from '#platform/database/sql.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { escalateTasks } from '../jobs.js'
import { factsOfAll } from '../plain-facts.js'

/** Hands tasks over their limit to a person; from then on nobody is reminded of them. */
@Handles(escalateTasks)
@Injectable()
export class EscalateTasks implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    for (const facts of await factsOfAll(this.sql)) {
      for (const { taskId, to } of dueEscalations(facts)) {
        await this.sql.query('SELECT app.task_escalate($1, $2)', [taskId, to])
      }
    }
  }
}
