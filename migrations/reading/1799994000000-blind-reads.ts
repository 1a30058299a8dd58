import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** A review is marked wherever its author has had another's before them. */
export class BlindReads1799994000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'reading/0111-blind-reads.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
