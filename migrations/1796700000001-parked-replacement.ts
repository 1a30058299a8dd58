import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** A part that is replaced after the session has ended is parked like a page of a draft. */
export class ParkedReplacement1796700000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0025-parked-replacement.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
