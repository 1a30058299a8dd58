import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** What would be paid for somebody; who left between approval and release. */
export class Entitlement1797900000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0039-entitlement.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
