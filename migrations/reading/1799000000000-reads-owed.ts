import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** What a reader owes is said once: a review older than the file too, a file they put forward never. */
export class ReadsOwed1799000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'reading/0050-reads-owed.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
