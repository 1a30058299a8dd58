import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Schemas, time, editions, lifecycle rows, and nobody may run a function unless told so. */
export class Ground1795600000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC')
    for (const file of ['ground/0001-ground.sql', 'ground/0002-audit.sql']) await runSql(runner, file)
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
