import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Lots are drawn only where an edition has switched them on. */
export class LotterySwitch1799986000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'selection/0097-lottery-switch.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
