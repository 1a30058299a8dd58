import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Who must not come beside somebody with a place is refused in the word for being stopped; places are counted by the flag of the lifecycle. */
export class OneWordForStopped1799982000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'waitlist/0092-one-word-for-stopped.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
