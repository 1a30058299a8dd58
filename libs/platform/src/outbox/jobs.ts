import { defineJob } from '#platform/queue/job.js'

/** One attempt at one row; a later attempt makes an earlier ring worthless. */
const rowAttempt = { outboxId: 'uuid', attempt: 'int' } as const

export const deliverMail = defineJob({ name: 'outbox.deliver-mail', queue: 'mail', payload: rowAttempt })
export const expandEvent = defineJob({ name: 'outbox.expand-event', queue: 'events', payload: rowAttempt })
export const sweepOutbox = defineJob({ name: 'outbox.sweep', queue: 'upkeep', payload: {} })
