import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** An agreement of two people is taken back by two. */
export class TakenBack1799300000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'release/0055-taken-back.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
