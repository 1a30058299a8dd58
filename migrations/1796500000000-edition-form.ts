import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** Windows of the call, and the form that an edition keeps from its opening on. */
export class EditionForm1796500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0024-edition-form.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
