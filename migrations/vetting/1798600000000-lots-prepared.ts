import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Chances of lots are worked out outside the request, with a row that says how far they are. */
export class LotsPrepared1798600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'board/0046-lots-prepared.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
