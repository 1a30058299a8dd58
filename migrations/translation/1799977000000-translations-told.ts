import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Translators are told of their work, coordinators of what no translator has, and whoever asked of what is written. */
export class TranslationsTold1799977000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'translation/0086-translations-told.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
