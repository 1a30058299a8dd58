import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Whoever sees a restricted file decides it in place of the board, and a no goes out with its wave; a concern that stands keeps the restriction. */
export class RestrictedInTheWave1799992000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'release/0108-restricted-in-the-wave.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
