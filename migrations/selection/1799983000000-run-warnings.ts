import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** What the rules left out before a run of the optimiser chose. */
export class RunWarnings1799983000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'selection/0094-run-warnings.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
