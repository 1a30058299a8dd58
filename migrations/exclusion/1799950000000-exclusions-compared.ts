import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Which files were compared with the countries that colleagues are excluded from. */
export class ExclusionsCompared1799950000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'exclusion/0077-compared.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
