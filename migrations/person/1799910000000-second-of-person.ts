import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** The system's own promotion passes over the later file of one person. */
export class SecondOfPerson1799910000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'person/0069-second-of-person.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
