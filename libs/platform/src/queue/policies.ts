/** How one queue runs. Every queue states every number; there is no default policy. */
export interface QueuePolicy {
  /** Jobs one process runs side by side. */
  readonly concurrency: number
  /** Tries before a job counts as failed; the outbox row stays and is rung again by the sweeper. */
  readonly attempts: number
  readonly backoffSeconds: number
  /** A job whose process died is free again after this time and one stalled check. */
  readonly lockSeconds: number
  readonly stalledCheckSeconds: number
  /** Jobs are safe to ring twice, so a stalled one may come back this often. */
  readonly maxStalledCount: number
  /** Failed jobs kept. 0 where the id is rung again for the same outbox row: a kept one would block it. */
  readonly keepFailed: number
  /** Wait after a lost connection before the next fetch. */
  readonly reconnectSeconds: number
}

export const queueNames = ['mail', 'events', 'checks', 'tasks', 'upkeep'] as const
export type QueueName = (typeof queueNames)[number]

const doorbell = {
  lockSeconds: 15,
  stalledCheckSeconds: 5,
  maxStalledCount: 1000,
  reconnectSeconds: 1,
} as const

/**
 * `mail` hands neutral mails over, `events` turns event rows into jobs, `checks` and `tasks` hold what features ring,
 * `upkeep` sweeps and chains on the clock.
 */
export const queuePolicies: Record<QueueName, Required<QueuePolicy>> = {
  mail: { ...doorbell, concurrency: 8, attempts: 3, backoffSeconds: 2, keepFailed: 0 },
  events: { ...doorbell, concurrency: 2, attempts: 5, backoffSeconds: 2, keepFailed: 0 },
  checks: { ...doorbell, concurrency: 2, attempts: 8, backoffSeconds: 5, keepFailed: 100 },
  tasks: { ...doorbell, concurrency: 2, attempts: 8, backoffSeconds: 5, keepFailed: 100 },
  upkeep: { ...doorbell, concurrency: 2, attempts: 1, backoffSeconds: 1, keepFailed: 20 },
}
