import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Personal links of referees and nominees. */
export class Link1795600700000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0017-link.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
