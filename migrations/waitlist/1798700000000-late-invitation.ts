import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** The travel lead puts somebody forward for whom it is late; the board is told. */
export class LateInvitation1798700000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'waitlist/0047-late-invitation.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
