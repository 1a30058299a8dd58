import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Contact that was judged not safe keeps automatic mail back, as an open item does. */
export class HarmVerdicts1799400000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'approval/0057-harm-verdicts.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
