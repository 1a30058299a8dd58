import { Injectable } from '@nestjs/common'
import { isoDate } from '#domain/calendar/iso-date.js'
import { dueNotices } from '#domain/invitation/notices.js'
import { Sql } from '#platform/database/sql.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { remindInvited } from '../jobs.js'

interface OpenInvitation {
  readonly id: string
  readonly last_day: string
  readonly runs: boolean
  readonly express: boolean
  readonly today: string
}

// The deadline is noon UTC of the day after the last one, when that day has ended everywhere.
const open = `
  SELECT i.id, ((i.deadline_at AT TIME ZONE 'UTC')::date - 1)::text AS last_day,
    i.reached_on IS NOT NULL AND i.stopped_on IS NULL AS runs, i.express, app.today()::text AS today
  FROM app.invitation i WHERE i.outcome IS NULL`

/** Reminds the invited on day 3 and 6 and tells the coordinator on day 7. The database says each thing once. */
@Handles(remindInvited)
@Injectable()
export class RemindInvited implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    for (const { id, last_day: lastDay, runs, express: isExpress, today } of await this.sql.query<OpenInvitation>(
      open,
    )) {
      const due = dueNotices({ lastDay: isoDate(lastDay), runs, isExpress }, isoDate(today))
      if (due.length > 0) await this.sql.query('SELECT app.invitation_notify($1, $2)', [id, due])
    }
  }
}
