import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Inner reasons, words for the applicant, and answers of a release that tell nothing of each other. */
export class Reasons1797900000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0039-reasons.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
