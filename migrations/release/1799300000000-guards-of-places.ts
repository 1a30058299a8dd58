import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Who is stopped, who gave a place up and who is kept apart is asked by every move that takes a place. */
export class GuardsOfPlaces1799300000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'release/0053-guards-of-places.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
