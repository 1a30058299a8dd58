import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Whoever answers without an invitation is told why, each state by a code of its own. */
export class AnswersRefused1799920000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'release/0070-answers-refused.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
