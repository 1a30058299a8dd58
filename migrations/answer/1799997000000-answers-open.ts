import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** A confirmation taken back waits until the person knows of it, and an answer whose clock stands may be given. */
export class AnswersOpen1799997000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'answer/0117-told-anew.sql')
    await runSql(runner, 'answer/0117-while-it-stands.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
