import { Injectable } from '@nestjs/common'
import { dueNotices } from '#domain/invitation/notices.js'
import { Sql } from '#platform/database/sql.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { remindInvited } from '../jobs.js'

interface OpenInvitation {
  readonly id: string
  readonly deadline: Date
  readonly runs: boolean
  readonly now: Date
}

const open = `
  SELECT i.id, i.deadline_at AS deadline, i.reached_on IS NOT NULL AND i.stopped_on IS NULL AS runs, app.now() AS now
  FROM app.invitation i WHERE i.outcome IS NULL`

/** Reminds the invited on day 3 and 6 and tells the coordinator on day 7. The database says each thing once. */
@Handles(remindInvited)
@Injectable()
export class RemindInvited implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    for (const invitation of await this.sql.query<OpenInvitation>(open)) {
      const due = dueNotices(invitation, invitation.now)
      if (due.length > 0) await this.sql.query('SELECT app.invitation_notify($1, $2)', [invitation.id, due])
    }
  }
}
