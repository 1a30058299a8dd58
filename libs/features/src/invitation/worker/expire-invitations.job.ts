import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { expireInvitations } from '../jobs.js'

// Nobody chases a person who is held, by whomever; the clock goes on when that is lifted.
const overdue = `
  SELECT id, application_id FROM app.invitation
  WHERE outcome IS NULL AND expires_at <= app.now() AND NOT stopped_for && ARRAY['on_hold', 'paused', 'duress']`

/**
 * Ends invitations nobody answered in time; one whose person was never reached goes to the coordinator instead, and again
 * once two people may end it.
 */
@Handles(expireInvitations)
@Injectable()
export class ExpireInvitations implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    for (const invitation of await this.sql.query<{ id: string; application_id: string }>(overdue)) {
      const [moved] = await this.sql.query<{ code: string }>(
        `SELECT code FROM app.application_move($1, 'expire', 'system')`,
        [invitation.application_id],
      )
      if (moved?.code === 'not_reached') {
        await this.sql.query(`SELECT app.invitation_notify($1, ARRAY['not_reached'])`, [invitation.id])
      }
    }
    await this.sql.query('SELECT app.unreached_tell()')
  }
}
