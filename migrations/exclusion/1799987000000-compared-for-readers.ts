import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Readers, the travel desk and seconds from outside are compared with excluded countries too. */
export class ComparedForReaders1799987000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'exclusion/0099-compared-for-readers.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
