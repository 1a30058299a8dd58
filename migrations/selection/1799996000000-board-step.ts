import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** What slow counts were shown of, in one order for all draft lists of an edition. */
export class BoardStep1799996000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'selection/0115-board-step.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
