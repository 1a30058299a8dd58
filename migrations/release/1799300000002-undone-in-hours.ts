import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** A withdrawal is undone within its hours, of a place kept back too. */
export class UndoneInHours1799300000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'release/0055-undone-in-hours.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
