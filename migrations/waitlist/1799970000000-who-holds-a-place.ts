import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** A place somebody gave up on the way is nobody's in the line either; the next one is told at once; a closed line asks nobody. */
export class WhoHoldsAPlace1799970000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'waitlist/0083-who-holds-a-place.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
