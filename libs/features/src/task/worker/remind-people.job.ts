import { Injectable } from '@nestjs/common'
import { dueReminders } from '#domain/task/reminders.js'
import { Sql } from '#platform/database/sql.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { remindPeople } from '../jobs.js'
import { factsOfAll } from '../plain-facts.js'

/** One digest a day to each person with something due; the database arms each reminder once. */
@Handles(remindPeople)
@Injectable()
export class RemindPeople implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    for (const facts of await factsOfAll(this.sql)) {
      const due = dueReminders(facts)
      if (due.length === 0) continue
      await this.sql.query('SELECT app.remind($1, $2, $3, $4)', [
        facts.participationId,
        due.map((reminder) => reminder.taskId),
        due.map((reminder) => reminder.schedule),
        due.map((reminder) => reminder.referenceOn),
      ])
    }
  }
}
