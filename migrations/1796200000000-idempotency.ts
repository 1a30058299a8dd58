import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** Answers kept for a day, so that a write repeated with its key is answered and not done again. */
export class Idempotency1796200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0022-idempotency.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
