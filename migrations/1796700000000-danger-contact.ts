import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** Whom to turn to in danger, as staff keep it. */
export class DangerContact1796700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0025-danger-contact.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
