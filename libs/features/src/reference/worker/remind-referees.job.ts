import { Injectable } from '@nestjs/common'
import { isoDate } from '#domain/calendar/iso-date.js'
import { dueReminders } from '#domain/reference/reminders.js'
import { Sql } from '#platform/database/sql.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { remindReferees } from '../jobs.js'

interface OpenRequest {
  readonly id: string
  readonly asked_on: string
  readonly reminders: readonly number[]
  readonly today: string
}

const open = `
  SELECT r.id, r.asked_on::text, s.reminders, app.today()::text AS today
  FROM app.reference r JOIN app.application a ON a.id = r.application_id, app.reference_settings(a.edition_id) s
  WHERE r.state = 'asked' AND NOT r.by_hand AND r.expires_on >= app.today()`

/** Reminds referees who were asked by mail, on the days the edition names. The database says each thing once. */
@Handles(remindReferees)
@Injectable()
export class RemindReferees implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    for (const { id, asked_on: askedOn, reminders, today } of await this.sql.query<OpenRequest>(open)) {
      const due = dueReminders(isoDate(askedOn), reminders, isoDate(today))
      if (due.length > 0) await this.sql.query('SELECT app.reference_notify($1, $2)', [id, due])
    }
  }
}
