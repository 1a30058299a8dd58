import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** A pin of an excluded country that is taken back is compared again. */
export class UnpinnedCompared1799987000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'exclusion/0100-unpinned-compared.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
