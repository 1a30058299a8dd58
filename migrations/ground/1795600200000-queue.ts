import type { MigrationInterface, QueryRunner } from 'typeorm'
import { migrateQueueSchema } from '#platform/queue/schema.js'

/** Schema `bullmq`, owned by the worker; it sets roles and so runs outside a transaction. */
export class Queue1795600200000 implements MigrationInterface {
  readonly transaction = false

  async up(runner: QueryRunner): Promise<void> {
    await migrateQueueSchema(runner)
  }

  async down(): Promise<void> {
    throw new Error('forward_only')
  }
}
