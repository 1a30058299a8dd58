import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** One compartment of one file opened to one person for an hour, by another who keeps its key. */
export class Reveal1799400000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'approval/0058-reveal.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
