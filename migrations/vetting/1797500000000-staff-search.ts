import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** A search in the list of files, kept with the session that made it. */
export class StaffSearch1797500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0035-staff-search.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
