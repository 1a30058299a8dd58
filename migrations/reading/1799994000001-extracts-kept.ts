import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Whoever reads a file no more and still translates it keeps what they translate from. */
export class ExtractsKept1799994000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'reading/0112-extracts-kept.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
