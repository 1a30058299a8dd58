import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Files, decisions, the edition, the log: whoever moves a file locks in this order. */
export class LockOrder1798700000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'waitlist/0048-lock-order.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
