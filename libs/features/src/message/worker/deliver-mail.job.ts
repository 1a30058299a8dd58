import { setTimeout as pause } from 'node:timers/promises'
import { Injectable } from '@nestjs/common'
import { Fault } from '#platform/fault.js'
import { composeMail } from '#platform/mail/compose.js'
import { isMailClass } from '#platform/mail/mail-class.js'
import { nextLook } from '#platform/mail/mailbox.js'
import { type Delivery, type Handover, SmtpTransport } from '#platform/mail/transport.js'
import { retrySeconds } from '#platform/outbox/back-off.js'
import { deliverMail } from '#platform/outbox/jobs.js'
import { type ClaimedRow, OutboxStore, type RowEnd } from '#platform/outbox/outbox-store.js'
import { Turn } from '#platform/outbox/turn.js'
import type { Payload } from '#platform/queue/job.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { type Addressee, Addressees } from './addressees.js'

/** Longer than connecting and the server's longest silence together, so that a live worker keeps its claim. */
const leaseSeconds = 240
const settleTries = 8

type Letter = Omit<Handover, 'mark'>

/** Hands one mail over: claim, look up, judge, compose, deliver, settle. Rung twice, it sends once. */
@Handles(deliverMail)
@Injectable()
export class DeliverMail implements JobHandler<typeof deliverMail.payload> {
  private readonly turn = new Turn()

  constructor(
    private readonly outbox: OutboxStore,
    private readonly addressees: Addressees,
    private readonly transport: SmtpTransport,
  ) {}

  async run({ outboxId, attempt }: Payload<typeof deliverMail.payload>): Promise<void> {
    const row = await this.outbox.claim(outboxId, attempt, leaseSeconds)
    if (row?.kind !== 'mail') return
    const letter = await this.prepare(row)
    if (letter) await this.handOver(row, letter)
  }

  private async handOver(row: ClaimedRow, letter: Letter): Promise<void> {
    let giveOn = () => {}
    const mark = async () => {
      giveOn = await this.turn.take()
      return this.outbox.mark(row)
    }
    try {
      const delivery = await this.transport.deliver({ ...letter, mark })
      if (delivery.state !== 'lost_claim') await this.settle(row, endOf(delivery, row.attempt))
    } finally {
      giveOn()
    }
  }

  /** What fails here fails before anything was handed over: the row may go again. */
  private async prepare(row: ClaimedRow): Promise<Letter | undefined> {
    try {
      return await this.letterOf(row)
    } catch (error) {
      await this.settle(row, { state: 'deferred', retrySeconds: retrySeconds(row.attempt) })
      throw error
    }
  }

  /** The letter, or undefined when the row was put back or ended without one. */
  private async letterOf(row: ClaimedRow): Promise<Letter | undefined> {
    if (!isMailClass(row.class)) throw new Fault('mail_class_unknown')
    const addressee = await this.addressees.of(row, row.class)
    if (addressee.kind !== 'send') {
      await this.keepBack(row, addressee.kind)
      return undefined
    }
    const { to, text } = addressee
    const frame = { outboxId: row.id, to, from: this.transport.from, sentAt: row.now }
    return { to, raw: await composeMail(frame, text) }
  }

  private async keepBack(row: ClaimedRow, why: Exclude<Addressee['kind'], 'send'>): Promise<void> {
    switch (why) {
      case 'wait':
        await this.outbox.putBack(row, nextLook(row.now))
        return
      case 'never':
        await this.outbox.toldOtherwise(row)
        return
      case 'gone':
        await this.outbox.settle(row, { state: 'withdrawn' })
        return
      case 'unknown':
        await this.outbox.settle(row, { state: 'rejected' })
    }
  }

  /** The server's answer is known; a database that is away for a moment must not make it unknown again. */
  private async settle(row: ClaimedRow, end: RowEnd): Promise<void> {
    for (let tried = 1; ; tried += 1) {
      try {
        await this.outbox.settle(row, end)
        return
      } catch (error) {
        if (tried === settleTries) throw error
        await pause(250 * tried)
      }
    }
  }
}

function endOf(delivery: Exclude<Delivery, { state: 'lost_claim' }>, attempt: number): RowEnd {
  if (delivery.state === 'accepted') return { state: 'accepted', code: 250 }
  return delivery.state === 'deferred' ? { ...delivery, retrySeconds: retrySeconds(attempt) } : delivery
}
