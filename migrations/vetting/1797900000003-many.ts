import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Decisions about many files at once. */
export class Many1797900000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0039-many.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
