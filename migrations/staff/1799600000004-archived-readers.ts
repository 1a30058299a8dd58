import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Readers read nothing of an archived edition. */
export class ArchivedReaders1799600000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'staff/0064-archived-readers.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
