import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Lots for the order of the waitlist. */
export class WaitlistLots1799900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'selection/0068-waitlist-lots.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
