import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Rules of single moves, the waitlist's order, and everything that holds or prolongs the clock of an answer. */
export class Answer1795600600000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const file of ['ground/0016-answer.sql', 'ground/0016-rules.sql']) await runSql(runner, file)
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
