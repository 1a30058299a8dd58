import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from './sql.js'

/** Consents as rows, late entry, and how long a draft is kept: after nominations, whose rule of sending it goes by. */
export class OwnSend1796400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0019-own-code/send.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
