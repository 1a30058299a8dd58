import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Who typed an application, so that somebody speaks with the person before they are answered. */
export class Spoken1799400000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'approval/0058-spoken.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
