import { setTimeout as pause } from 'node:timers/promises'
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common'
import { Doorbell } from '#platform/queue/doorbell.js'
import { deliverMail, expandEvent } from './jobs.js'
import { type DueRow, OutboxStore } from './outbox-store.js'

const batch = 500
/** A full batch leaves rows behind it; they are rung once part of the batch has been claimed. */
const nextBatchMs = 1000

/** Rings the queue for every due row. Rows still waiting in the queue are rung again at no cost: the id is the same. */
@Injectable()
export class OutboxRing implements BeforeApplicationShutdown {
  private running?: Promise<void>
  private isAskedAgain = false
  private isOver = false

  constructor(
    private readonly outbox: OutboxStore,
    private readonly doorbell: Doorbell,
  ) {}

  /** Rings once; calls made meanwhile are answered by one more round. */
  async ring(): Promise<void> {
    this.isAskedAgain = true
    this.running ??= this.rounds().finally(() => {
      this.running = undefined
    })
    await this.running
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isOver = true
    await this.running
  }

  private async rounds(): Promise<void> {
    while (this.isAskedAgain && !this.isOver) {
      this.isAskedAgain = false
      const rows = await this.outbox.due(batch)
      await this.doorbell.ring(deliverMail, rows.filter(({ kind }) => kind === 'mail').map(ringOf))
      await this.doorbell.ring(expandEvent, rows.filter(({ kind }) => kind === 'event').map(ringOf))
      if (rows.length < batch) continue
      this.isAskedAgain = true
      await pause(nextBatchMs)
    }
  }
}

const ringOf = ({ id, attempt }: DueRow) => ({ id: `${id}-${attempt}`, payload: { outboxId: id, attempt } })
