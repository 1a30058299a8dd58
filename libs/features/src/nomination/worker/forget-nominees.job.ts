import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { defineJob } from '#platform/queue/job.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'

export const forgetNominees = defineJob({ name: 'nomination.forget', queue: 'upkeep', payload: {} })

const expired = `SELECT id FROM app.nomination WHERE state = 'invited' AND expires_on < app.today()`
const over = `SELECT id FROM app.nomination WHERE state IN ('named', 'not_sent', 'expired') AND keep_until < app.today()`

/** Ends invitations whose last day is over, and erases nominees without an application when their time is. */
@Handles(forgetNominees)
@Injectable()
export class ForgetNominees implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    await this.move('expire', expired)
    await this.move('erase', over)
  }

  private async move(move: 'expire' | 'erase', which: string): Promise<void> {
    for (const { id } of await this.sql.query<{ id: string }>(which)) {
      await this.sql.query(`SELECT app.nomination_move($1, $2, 'system')`, [id, move])
    }
  }
}
