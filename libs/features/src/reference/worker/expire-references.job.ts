import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { expireReferences } from '../jobs.js'

const overdue = `SELECT id FROM app.reference WHERE state = 'asked' AND expires_on < app.today()`

/** Ends the wait for referees whose last day is over. The database leaves files on hold as they are. */
@Handles(expireReferences)
@Injectable()
export class ExpireReferences implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    for (const { id } of await this.sql.query<{ id: string }>(overdue)) {
      await this.sql.query(`SELECT code FROM app.reference_move($1, 'expire', 'system', NULL, NULL)`, [id])
    }
  }
}
