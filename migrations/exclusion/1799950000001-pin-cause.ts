import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Whether an excluded country made a pin. */
export class PinCause1799950000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'exclusion/0078-pin-cause.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
