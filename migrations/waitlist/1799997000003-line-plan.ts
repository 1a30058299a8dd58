import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Who is next for each place, for the clock to go by. */
export class LinePlan1799997000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'waitlist/0122-line-plan.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
