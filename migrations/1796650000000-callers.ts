import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** Kept answers for partners and link holders too, and the version a reference is sent over. */
export class Callers1796650000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0027-callers.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
