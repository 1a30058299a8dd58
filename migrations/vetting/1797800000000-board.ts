import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Rules of a selection, draft lists of the board and runs of the optimiser. */
export class Board1797800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0038-board.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
