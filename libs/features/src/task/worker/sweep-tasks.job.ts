import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { sweepTasks } from '../jobs.js'
import { BringTasks } from './bring-tasks.js'

const live = `
  SELECT p.id FROM app.participation p JOIN app.journey j ON j.participation_id = p.id JOIN app.edition e ON e.id = p.edition_id
  WHERE j.state NOT IN ('closed') AND e.departure_on + 60 >= app.today() ORDER BY p.id`

/** The net under the events: what follows from the day alone, or from new rule rows. */
@Handles(sweepTasks)
@Injectable()
export class SweepTasks implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    const tasks = new BringTasks(this.sql)
    for (const { id } of await this.sql.query<{ id: string }>(live)) await tasks.run(id)
  }
}
