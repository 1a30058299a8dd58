import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** When a review was opened again, and whether it is still a blind reading. */
export class ReviewReopened1799000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'reading/0050-review-reopened.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
