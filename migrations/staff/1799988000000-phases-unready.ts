import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Leads and admins are told while a phase that is ahead lacks people. */
export class PhasesUnready1799988000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'staff/0101-phases-unready.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
