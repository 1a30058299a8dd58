import { Injectable } from '@nestjs/common'
import { errorCode } from '#platform/queue/error-code.js'
import type { Payload } from '#platform/queue/job.js'
import { Handles, type JobHandler, JobHandlers, Unretryable } from '#platform/queue/job-handlers.js'
import { retrySeconds } from './back-off.js'
import { followUpsOf, jobOfRow, payloadOfRow } from './follow-ups.js'
import { expandEvent } from './jobs.js'
import { type ClaimedRow, OutboxStore } from './outbox-store.js'

const leaseSeconds = 120

/** Turns an event row into the rows of the jobs that follow it, and runs such a row's job. */
@Handles(expandEvent)
@Injectable()
export class ExpandEvent implements JobHandler<typeof expandEvent.payload> {
  constructor(
    private readonly outbox: OutboxStore,
    private readonly handlers: JobHandlers,
  ) {}

  async run({ outboxId, attempt }: Payload<typeof expandEvent.payload>): Promise<void> {
    const row = await this.outbox.claim(outboxId, attempt, leaseSeconds)
    if (row?.kind !== 'event') return
    if (jobOfRow(row)) await this.runFollowUp(row)
    else await this.outbox.expand(row, followUpsOf(row.class))
  }

  /** A failure puts the row off; what cannot succeed is shown to staff. */
  private async runFollowUp(row: ClaimedRow): Promise<void> {
    const job = jobOfRow(row)
    if (!job) return
    try {
      await this.handlers.handlerOf(job).run(payloadOfRow(job, row))
    } catch (error) {
      const isFinal = error instanceof Unretryable || errorCode(error) === 'job_payload_unfit'
      await this.outbox.settle(
        row,
        isFinal ? { state: 'rejected' } : { state: 'deferred', retrySeconds: retrySeconds(row.attempt) },
      )
      throw error
    }
    await this.outbox.settle(row, { state: 'expanded' })
  }
}
