import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** A second person from outside, appointed to one act. */
export class Outside1797900000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0039-outside.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
