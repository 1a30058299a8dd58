import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** Pairs of files that a person compared. */
export class Duplicate1796300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0023-duplicate.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
