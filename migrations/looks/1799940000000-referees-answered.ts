import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** The grades of one and of two referees rest on answers that are on file. */
export class RefereesAnswered1799940000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'looks/0074-referees-answered.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
