import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** What a lost code must not open, and reviews kept after a session. */
export class ClosedPapers1796600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0026-closed-papers.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
