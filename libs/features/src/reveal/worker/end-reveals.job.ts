import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { endReveals } from '../jobs.js'

/** Takes the wraps of reveals whose hour is over. */
@Handles(endReveals)
@Injectable()
export class EndReveals implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    await this.sql.query('SELECT app.reveals_end()')
  }
}
