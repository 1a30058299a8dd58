import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** The later file of one person is next in nobody's line. */
export class SecondInLine1799988000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'person/0102-second-in-line.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
