import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Who leaves one of two roles on a file keeps the keys of the other alone. */
export class LeftRoleKeys1799700000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'staff/0067-left-role-keys.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
