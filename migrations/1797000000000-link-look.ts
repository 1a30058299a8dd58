import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** Links that are over answer as fast as links that never were. */
export class LinkLook1797000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0030-link-look.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
