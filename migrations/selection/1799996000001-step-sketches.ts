import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** An act on a draft list compares it only with those steps it can be near to. */
export class StepSketches1799996000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'selection/0116-step-sketches.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
