import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { Fault } from '#platform/fault.js'
import type { Payload } from '#platform/queue/job.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { recomputeTasks } from '../jobs.js'
import { BringTasks } from './bring-tasks.js'

/** Opens, re-dues, closes and cancels the tasks of one participation. */
@Handles(recomputeTasks)
@Injectable()
export class RecomputeTasks implements JobHandler<typeof recomputeTasks.payload> {
  private readonly tasks: BringTasks

  constructor(sql: Sql) {
    this.tasks = new BringTasks(sql)
  }

  async run({ participationId }: Payload<typeof recomputeTasks.payload>): Promise<void> {
    if ((await this.tasks.run(participationId)) === 'busy') throw new Fault('facts_keep_moving')
  }
}
