import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { defineJob } from '#platform/queue/job.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'

export const discardDrafts = defineJob({ name: 'draft.discard', queue: 'upkeep', payload: {} })

const over = `SELECT id FROM app.application WHERE state = 'draft' AND keep_until < app.today()`

/** Erases drafts whose last day, as printed on the code sheet, is over, and sessions whose cookie is gone. */
@Handles(discardDrafts)
@Injectable()
export class DiscardDrafts implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    for (const { id } of await this.sql.query<{ id: string }>(over)) {
      await this.sql.query(`SELECT app.application_move($1, 'discard', 'system')`, [id])
    }
    await this.sql.query('SELECT app.sessions_sweep()')
  }
}
