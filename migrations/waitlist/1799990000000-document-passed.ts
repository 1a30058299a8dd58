import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Whether there is a travel document comes with the days of the waitlist: days kept without it go. */
export class DocumentPassed1799990000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'waitlist/0104-document-passed.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
