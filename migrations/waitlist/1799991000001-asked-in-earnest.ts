import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Nobody is asked about a place they would never be offered. */
export class AskedInEarnest1799991000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'waitlist/0107-asked-in-earnest.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
