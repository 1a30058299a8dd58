import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** A session gets a new id as its person's roles change. */
export class RenewedSessions1799960000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'staff/0081-renewed-sessions.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
