import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Many files are given to many readers at once: proposed first, then deployed. */
export class AssignmentProposal1797200000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0032-assignment-proposal.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
