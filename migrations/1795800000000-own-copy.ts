import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** What a person keeps and changes after sending, and what they are told while they wait. */
export class OwnCopy1795800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0018-own-copy.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
