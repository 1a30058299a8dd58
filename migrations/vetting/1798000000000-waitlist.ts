import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** The waitlist: freed places with their cause, the line with its switches and runs, why each was next, and the wish to come. */
export class Waitlist1798000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0040-waitlist.sql')
    await runSql(runner, 'vetting/0040-waitlist-line.sql')
    await runSql(runner, 'vetting/0040-waitlist-interest.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
