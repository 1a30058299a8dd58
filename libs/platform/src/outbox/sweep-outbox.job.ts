import { Injectable } from '@nestjs/common'
import { QueueBackend } from '#platform/queue/backend.js'
import { Doorbell } from '#platform/queue/doorbell.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { sweepOutbox } from './jobs.js'
import { OutboxRing } from './ring.js'

/** The net under NOTIFY: rings what is due, takes back what a dead worker held, trims the queue's trail. */
@Handles(sweepOutbox)
@Injectable()
export class SweepOutbox implements JobHandler {
  constructor(
    private readonly ring: OutboxRing,
    private readonly doorbell: Doorbell,
    private readonly backend: QueueBackend,
  ) {}

  async run(): Promise<void> {
    await this.ring.ring()
    await this.backend.trimEvents(this.doorbell.all())
  }
}
