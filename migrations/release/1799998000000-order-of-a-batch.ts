import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Many decisions put forward at once say by what they were ordered. */
export class OrderOfABatch1799998000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'release/0120-order-of-a-batch.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
