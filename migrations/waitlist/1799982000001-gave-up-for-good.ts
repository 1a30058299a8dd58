import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Whoever gave a place up is not put on the waitlist again; a place on offer since a colleague ticked off the others is told at once. */
export class GaveUpForGood1799982000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'waitlist/0093-gave-up-for-good.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
