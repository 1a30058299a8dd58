import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Plans of tasks wait for acts that are just closing one. */
export class TasksInTurn1798400000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, '0044-tasks-in-turn.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
