import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

const files = ['code', 'hold', 'lost-code', 'note', 'contact', 'leave']

/** What a person does with the return code, their safety and their contact. */
export class OwnCode1795900000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const file of files) await runSql(runner, `0019-own-code/${file}.sql`)
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
