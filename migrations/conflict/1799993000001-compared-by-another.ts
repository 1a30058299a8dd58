import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Which proposed reads a session of another than their reader has compared. */
export class ComparedByAnother1799993000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'conflict/0110-compared-by-another.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
