import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** The clock invites from the waitlist by the plan alone. */
export class ByPlan1799997000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'waitlist/0123-by-plan.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
