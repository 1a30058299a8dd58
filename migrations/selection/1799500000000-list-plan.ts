import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Draft lists for part of the places and for one wave. */
export class ListPlan1799500000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'selection/0059-list-plan.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
