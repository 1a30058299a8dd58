import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** People kept apart never both hold a place, and an answer that is open again waits for what holds it now. */
export class OpenAgain1799989000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'answer/0103-open-again.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
