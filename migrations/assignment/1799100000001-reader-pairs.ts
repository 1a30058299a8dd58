import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Readers who must not share a file, and a cap on the chance of one read. */
export class ReaderPairs1799100000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'assignment/0051-reader-pairs.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
