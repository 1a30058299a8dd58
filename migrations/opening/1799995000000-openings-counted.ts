import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** The day's different files are counted one opening after the other. */
export class OpeningsCounted1799995000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'opening/0113-openings-counted.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
