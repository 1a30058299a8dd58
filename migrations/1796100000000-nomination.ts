import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** Partners, the people they and staff put forward, and the way from such a link to an application. */
export class Nomination1796100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const file of ['0021-nomination.sql', '0021-partner.sql']) await runSql(runner, file)
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
