import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Who wrote an affiliation, and the addresses a colleague had before. */
export class TiesKept1799993000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'conflict/0109-ties-kept.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
