import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** What a session opens takes a statement, not a transaction of five. */
export class Opening1798900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vault/0049-opening.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
