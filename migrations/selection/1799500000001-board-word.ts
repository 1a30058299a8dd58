import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** The word members of the board give before they see the figures of a list. */
export class BoardWord1799500000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'selection/0060-board-word.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
