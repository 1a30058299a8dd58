import { OnWorkerEvent, Processor, WorkerHost } from '@nestjs/bullmq'
import { Injectable, Logger, type Type } from '@nestjs/common'
import type { Job, WorkerOptions } from 'bullmq'
import { errorCode } from './error-code.js'
import { JobHandlers } from './job-handlers.js'
import { type QueueName, queuePolicies } from './policies.js'

/** Longest wait of an idle worker for a signal it might have missed. */
const drainSeconds = 15

function workerOptions(queue: QueueName): Omit<WorkerOptions, 'connection'> {
  const policy = queuePolicies[queue]
  return {
    concurrency: policy.concurrency,
    lockDuration: policy.lockSeconds * 1000,
    stalledInterval: policy.stalledCheckSeconds * 1000,
    maxStalledCount: policy.maxStalledCount,
    runRetryDelay: policy.reconnectSeconds * 1000,
    drainDelay: drainSeconds,
    removeOnComplete: { count: 0 },
    removeOnFail: { count: policy.keepFailed },
  }
}

/** The provider that runs one queue's jobs through the handlers. */
export function queueHost(queue: QueueName): Type<WorkerHost> {
  @Processor({ name: queue }, workerOptions(queue))
  @Injectable()
  class QueueHost extends WorkerHost {
    private readonly log = new Logger('queue')

    constructor(private readonly handlers: JobHandlers) {
      super()
    }

    async process(job: Job): Promise<void> {
      await this.handlers.run(job)
    }

    /** BullMQ goes on by itself; without a listener an error event would end the process. */
    @OnWorkerEvent('error')
    onError(error: Error): void {
      this.log.warn(`${queue} ${errorCode(error)}`)
    }
  }
  return QueueHost
}
