import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** The grade of an earlier participant is for who was there and has a clean record. */
export class CleanRecord1799981000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'looks/0090-clean-record.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
