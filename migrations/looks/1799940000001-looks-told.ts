import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Whoever may look a second time, or agree about a concern, is told that it waits. */
export class LooksTold1799940000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'looks/0075-looks-told.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
