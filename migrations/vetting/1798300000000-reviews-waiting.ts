import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Which reviews wait to be handed over to readers whose own is in; single pages for translators. */
export class ReviewsWaiting1798300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0043-reviews-waiting.sql')
    await runSql(runner, 'vetting/0043-translation.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
