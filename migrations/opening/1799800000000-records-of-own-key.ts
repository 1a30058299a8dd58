import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** What a key opens is asked by that key alone, in one journey with the log line. */
export class RecordsOfOwnKey1799800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'opening/0067-records-of-own-key.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
