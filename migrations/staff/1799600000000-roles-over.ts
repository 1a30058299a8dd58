import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** A role that is over, or a key nobody signs any more, leaves no file behind. */
export class RolesOver1799600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'staff/0062-roles-over.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
