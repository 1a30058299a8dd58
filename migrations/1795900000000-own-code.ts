import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** What a person does with the return code, their safety and their contact. */
export class OwnCode1795900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0019-own-code.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
