import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** Sending asks for fewer journeys to the database, and sends fewer bytes there. */
export class DraftInOne1797100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0031-draft-in-one.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
