import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Readers are reminded of nothing while their phase is not open. */
export class ReadingClosed1799700000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'phase/0066-reading-closed.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
