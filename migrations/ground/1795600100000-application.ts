import type { MigrationInterface, QueryRunner } from 'typeorm'
import { runSql } from '../sql.js'

const files = [
  'ground/0003-application.sql',
  'ground/0004-sealed.sql',
  'ground/0005-staff.sql',
  'ground/0006-journey.sql',
  'ground/0007-invitation.sql',
  'ground/0008-move.sql',
  'ground/0009-outbox.sql',
  'ground/0010-own.sql',
]

/** Applications, sealed records, staff, invitations, journeys, outbox and the functions of the public process. */
export class Application1795600100000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const file of files) await runSql(runner, file)
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
