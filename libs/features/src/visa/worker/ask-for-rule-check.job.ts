import { Injectable } from '@nestjs/common'
import { isoDate } from '#domain/calendar/iso-date.js'
import { shippedRules } from '#domain/visa/rule-set.js'
import { staleRows } from '#domain/visa/stale-rows.js'
import { Sql } from '#platform/database/sql.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { askForRuleCheck } from '../jobs.js'

/** Asks the travel desk to compare the rules with their sources, once while that is open. */
@Handles(askForRuleCheck)
@Injectable()
export class AskForRuleCheck implements JobHandler {
  constructor(private readonly sql: Sql) {}

  async run(): Promise<void> {
    const row = await this.sql.one<{ today: string }>('SELECT app.today()::text AS today')
    if (!row || staleRows(shippedRules, isoDate(row.today)).length === 0) return
    await this.sql.query(
      `INSERT INTO app.staff_task (kind, role) VALUES ('rules_stale', 'travel_desk') ON CONFLICT DO NOTHING`,
    )
  }
}
