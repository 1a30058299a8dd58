import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Words of a review wait for readers who may read today. */
export class WordsWaiting1799985000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'reading/0096-words-waiting.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
