import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** What the travel desk and the worker need for visa cases, tasks, reminders and the answer clock. */
export class Travel1795600300000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const file of ['ground/0011-visa.sql', 'ground/0012-task.sql', 'ground/0013-notice.sql'])
      await runSql(runner, file)
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
