import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** A session knows its edition and its beginning. */
export class Sessions1799600000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'staff/0063-sessions.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
