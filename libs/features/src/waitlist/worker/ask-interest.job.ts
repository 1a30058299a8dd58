import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { askInterest } from '../jobs.js'

/** Asks each person who waits whether they still want to come, when it is time. The database judges the days. */
@Handles(askInterest)
@Injectable()
export class AskInterest implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    // In the order of the line: people who go to its end together stay in theirs.
    const waiting = await this.sql.query<{ id: string }>(
      `SELECT id FROM app.application WHERE state = 'waitlisted' ORDER BY queue_number, id`,
    )
    for (const { id } of waiting) await this.sql.query('SELECT app.interest_ask($1)', [id])
  }
}
