import { getQueueToken } from '@nestjs/bullmq'
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common'
import { ModuleRef } from '@nestjs/core'
import type { JobsOptions, Queue } from 'bullmq'
import { errorCode } from './error-code.js'
import { fitPayload, type JobDefinition, type Payload, type PayloadSchema } from './job.js'
import { type QueueName, queueNames, queuePolicies } from './policies.js'

export interface Ring<S extends PayloadSchema> {
  /** Deterministic, so that ringing twice adds once: `<outboxId>-<attempt>`. */
  readonly id: string
  readonly payload: Payload<S>
}

export const jobOptions = (queue: QueueName): JobsOptions => ({
  attempts: queuePolicies[queue].attempts,
  backoff: { type: 'exponential', delay: queuePolicies[queue].backoffSeconds * 1000 },
  removeOnComplete: true,
  removeOnFail: { count: queuePolicies[queue].keepFailed },
})

/** The only way into the queues, and only the worker has it. */
@Injectable()
export class Doorbell implements OnModuleInit {
  private readonly log = new Logger('queue')
  private readonly queues = new Map<QueueName, Queue>()

  constructor(private readonly moduleRef: ModuleRef) {}

  onModuleInit(): void {
    for (const name of queueNames) {
      const queue = this.moduleRef.get<Queue>(getQueueToken(name), { strict: false })
      queue.on('error', (error) => this.log.warn(`${name} ${errorCode(error)}`))
      this.queues.set(name, queue)
    }
  }

  /** Adds one job per ring in a single statement; an id already waiting or running is left as it is. */
  async ring<S extends PayloadSchema>(job: JobDefinition<S>, rings: readonly Ring<S>[]): Promise<void> {
    if (rings.length === 0) return
    const options = jobOptions(job.queue)
    await this.queue(job.queue).addBulk(
      rings.map(({ id, payload }) => ({
        name: job.name,
        data: fitPayload(job, payload),
        opts: { ...options, jobId: id },
      })),
    )
  }

  queue(name: QueueName): Queue {
    const queue = this.queues.get(name)
    if (!queue) throw new Error('queue_not_open')
    return queue
  }

  all(): Queue[] {
    return [...this.queues.values()]
  }
}
