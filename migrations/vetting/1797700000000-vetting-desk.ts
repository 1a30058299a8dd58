import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Findings with history, the do-no-harm gate, calls, integrity concerns, quiet references and keep-apart pairs. */
export class VettingDesk1797700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0037-vetting-desk.sql')
    await runSql(runner, 'vetting/0037-quiet-reference.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
