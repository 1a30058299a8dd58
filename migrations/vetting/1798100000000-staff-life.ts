import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Accounts begin with a paper and two keepers' signatures, and end in one act; roles have a deputy. */
export class StaffLife1798100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0041-staff-life.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
