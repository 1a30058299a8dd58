import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** Old rate buckets are found by an index. */
export class RateSweep1796900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0029-rate-sweep.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
