import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** A conflict of one's own word changes nobody's turn in the waitlist. */
export class DeclaredStay1799997000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'waitlist/0118-declared-stay.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
