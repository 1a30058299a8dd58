import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Whoever may be the second of two people is told that an act waits for them. */
export class SecondAsked1799400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'approval/0056-second-asked.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
