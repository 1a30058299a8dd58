import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** A proposal knows what has to be asked before it is deployed. */
export class ProposedQuestions1799100000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'assignment/0051-proposed-questions.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
