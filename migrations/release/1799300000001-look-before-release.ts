import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** A release is looked at, by the rules of its moves, before anything moves. */
export class LookBeforeRelease1799300000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'release/0054-look-before-release.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
