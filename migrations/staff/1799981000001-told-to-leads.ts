import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** What waits at a restricted file waits for a vetting lead, whose it is alone to know of it. */
export class ToldToLeads1799981000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'staff/0091-told-to-leads.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
