import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { passPlacesOn } from '../jobs.js'

// A day longer than the event, so that its last run says why it was the last.
const waitedFor = `SELECT e.id FROM app.edition e WHERE e.archived_on IS NULL AND e.departure_on >= app.today() - 1
  AND EXISTS (SELECT 1 FROM app.application a WHERE a.edition_id = e.id AND a.state = 'waitlisted')`

/** The system's own run over each waitlist. It invites only where that is switched on, and says each time why not. */
@Handles(passPlacesOn)
@Injectable()
export class PassPlacesOn implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    for (const { id } of await this.sql.query<{ id: string }>(waitedFor)) {
      await this.sql.query('SELECT app.waitlist_run($1)', [id])
    }
  }
}
