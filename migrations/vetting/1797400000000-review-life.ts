import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Reviews are shared or kept to those who decide; a lead asks for an opinion on one; unread files count in the digest. */
export class ReviewLife1797400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0034-review-life.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
