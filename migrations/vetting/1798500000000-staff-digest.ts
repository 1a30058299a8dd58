import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** The daily mail tells of what the lists tell. */
export class StaffDigest1798500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0045-staff-digest.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
