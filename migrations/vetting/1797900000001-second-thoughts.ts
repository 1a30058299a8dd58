import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** What is done because somebody asked by voice, after the code word. */
export class SecondThoughts1797900000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'vetting/0039-second-thoughts.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
