import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** What the phase of a wave allows readers and staff, and reading before its phase by two people. */
export class PhaseRights1799700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'phase/0065-phase-rights.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
