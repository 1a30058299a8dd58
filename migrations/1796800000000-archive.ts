import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** Editions that refuse every write. */
export class Archive1796800000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0028-archive.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
