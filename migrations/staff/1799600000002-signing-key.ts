import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** The root can name a keeper whose account began in the console. */
export class SigningKey1799600000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'staff/0063-signing-key.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
