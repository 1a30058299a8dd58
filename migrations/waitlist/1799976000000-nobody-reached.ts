import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** An invitation nobody could deliver comes before a coordinator after 14 days, and a second person may end it with them. */
export class NobodyReached1799976000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'waitlist/0085-nobody-reached.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
