import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** More files may be opened in a day once another person agrees. */
export class MoreOpenings1799960000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'approval/0082-more-openings.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
