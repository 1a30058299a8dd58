import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** A reader's place that was lost stays empty until another reader is given the file. */
export class EmptyPlaces1799955000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'reading/0079-empty-places.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
