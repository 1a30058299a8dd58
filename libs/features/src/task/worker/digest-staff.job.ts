import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { digestStaff } from '../jobs.js'

/** One neutral mail on a working day, from 08 of their zone, to each colleague for whom something waits. */
@Handles(digestStaff)
@Injectable()
export class DigestStaff implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    await this.sql.query('SELECT app.staff_digest()')
  }
}
