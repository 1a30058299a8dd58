import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Keepers, admins and deputies are told of what waits for them. */
export class ToldInTurn1799600000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'staff/0064-told-in-turn.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
