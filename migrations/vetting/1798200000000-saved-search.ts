import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Searches that stay, and short codes on files. */
export class SavedSearch1798200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0042-saved-search.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
