import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Staff's word about a conflict stands above what is declared; excluded countries and affiliations of staff. */
export class ConflictPin1797300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0033-conflict-pin.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
