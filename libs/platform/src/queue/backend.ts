import { setTimeout as pause } from 'node:timers/promises'
import {
  assertSchemaCompatibility,
  createPostgresBackend,
  FlowProducer,
  Queue,
  SchemaMigrationRequiredError,
  Worker,
  withBackend,
} from 'bullmq'
import pg from 'pg'
import { Fault } from '#platform/fault.js'
import { errorCode } from './error-code.js'
import { queueNames } from './policies.js'

export interface QueueConnection {
  /** PostgreSQL URL of the worker's role. */
  readonly databaseUrl: string
  /** `redis://` or `rediss://` URL; empty for PostgreSQL. */
  readonly queueUrl: string
}

/** Every worker holds one LISTEN client; the rest serve claims and completions. */
const poolSize = queueNames.length + 8
const readyTries = 60
const readyWaitMs = 500

/** Where the queues live, and the classes that speak to it. */
export class QueueBackend {
  readonly kind: 'postgres' | 'redis'
  readonly connection: pg.Pool | { url: string; maxRetriesPerRequest: null }
  private readonly pool?: pg.Pool

  constructor(where: QueueConnection) {
    this.kind = where.queueUrl === '' ? 'postgres' : 'redis'
    if (this.kind === 'redis') {
      this.connection = { url: where.queueUrl, maxRetriesPerRequest: null }
      return
    }
    // One pool for all queues; BullMQ's statements name no schema, so the search path does.
    this.pool = new pg.Pool({
      connectionString: where.databaseUrl,
      options: '-c search_path=bullmq',
      max: poolSize,
      keepAlive: true,
    })
    // Every queue and worker listens for errors of the shared pool.
    this.pool.setMaxListeners(4 * queueNames.length)
    this.connection = this.pool
  }

  get classes() {
    return this.kind === 'postgres' ? withBackend(createPostgresBackend) : { Queue, Worker, FlowProducer }
  }

  /**
   * Waits until the queues can be opened: BullMQ remembers a failed first connection for good. Faults
   * `queue_schema_missing` and, after half a minute without a database, `queue_away`.
   */
  async untilReady(): Promise<void> {
    for (let tried = 0; this.pool; tried += 1) {
      try {
        await assertSchemaCompatibility(this.pool, 'bullmq')
        return
      } catch (error) {
        if (error instanceof SchemaMigrationRequiredError) throw new Fault('queue_schema_missing')
        if (tried === readyTries) throw new Fault('queue_away', { cause: errorCode(error) })
        await pause(readyWaitMs)
      }
    }
  }

  /** Event rows tell when each job ran; only the last minute is kept. Redis trims its streams by count. */
  async trimEvents(queues: readonly Queue[]): Promise<void> {
    if (this.pool) {
      await this.pool.query(
        'DELETE FROM event WHERE created_at_ms < extract(epoch FROM clock_timestamp() - $1::interval) * 1000',
        ['1 minute'],
      )
      return
    }
    for (const queue of queues) await queue.trimEvents(0)
  }

  /** Ends the shared pool; called once all queues and workers are closed. */
  async end(): Promise<void> {
    await this.pool?.end()
  }
}
