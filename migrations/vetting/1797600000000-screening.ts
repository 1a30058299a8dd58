import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Answers to the definition test, flags apart from scores, and how many files one proxy may type for unseen. */
export class Screening1797600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0036-screening.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
