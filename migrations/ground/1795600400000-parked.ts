import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Pages posted after a session had ended, and the end of sessions themselves. */
export class Parked1795600400000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'ground/0014-parked.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
