import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Acts of two people that move no file. */
export class Decisions1797900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0039-decisions.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
