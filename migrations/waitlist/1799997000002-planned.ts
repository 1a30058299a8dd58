import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Nobody is invited from the waitlist past what a session worked out. */
export class Planned1799997000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'waitlist/0119-planned.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
