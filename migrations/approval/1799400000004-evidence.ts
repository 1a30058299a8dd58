import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Which grades of evidence a row on file proves. */
export class Evidence1799400000004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'approval/0058-evidence.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
