import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Which roles reach a file nobody assigned to them is said once. */
export class UnassignedRoles1799991000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'exclusion/0106-unassigned-roles.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
