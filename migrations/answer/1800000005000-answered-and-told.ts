import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** A yes given while the clock stands is not late, and what asked to tell somebody ends with their invitation. */
export class AnsweredAndTold1800000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'answer/0127-answered-and-told.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
