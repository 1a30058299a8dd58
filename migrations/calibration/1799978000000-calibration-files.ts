import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

/** Files every reader reads before the others. */
export class CalibrationFiles1799978000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runSql(runner, 'calibration/0087-calibration-files.sql')
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
