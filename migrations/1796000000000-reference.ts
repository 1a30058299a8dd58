import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** Requests to referees, their answers and what follows from none; vouchers. */
export class Reference1796000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0020-reference.sql')
    await runSql(runner, '0020-reference-own.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
