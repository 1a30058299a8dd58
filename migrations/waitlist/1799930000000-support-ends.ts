import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** What would be paid ends with the decision it stands with, where a move overtakes it. */
export class SupportEnds1799930000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'waitlist/0072-support-ends.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
