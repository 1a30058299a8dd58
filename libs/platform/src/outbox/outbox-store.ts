import { randomUUID } from 'node:crypto'
import type { OutboxState } from '#domain/outbox/lifecycle.js'
import type { Sql } from '#platform/database/sql.js'

export interface DueRow {
  readonly id: string
  readonly attempt: number
  readonly kind: 'mail' | 'event'
}

/** A row in our hands until its lease ends. */
export interface ClaimedRow extends DueRow {
  readonly claim: string
  readonly class: string
  readonly application_id: string | null
  readonly participation_id: string | null
  readonly staff_account_id: string | null
  readonly link_id: string | null
  readonly subject_version: number
  /** The database's clock at the claim. */
  readonly now: Date
}

export interface RowEnd {
  readonly state: OutboxState
  readonly code?: number | null
  /** With `deferred`: how long until the next attempt. */
  readonly retrySeconds?: number
}

/** The outbox as the worker's role may use it: each call is one statement, hence one transaction. */
export class OutboxStore {
  constructor(private readonly sql: Sql) {}

  /** Rows to ring now, oldest first. Expired claims go back to the queue, expired hand-overs become `uncertain`. */
  async due(limit: number): Promise<DueRow[]> {
    return this.sql.query<DueRow>('SELECT id, attempt, kind FROM app.outbox_due($1)', [limit])
  }

  /** Takes the row for so many seconds; undefined when it is done, elsewhere, not due, or on another attempt. */
  async claim(id: string, attempt: number, leaseSeconds: number): Promise<ClaimedRow | undefined> {
    const values = [id, attempt, randomUUID(), leaseSeconds]
    return this.sql.one<ClaimedRow>('SELECT o.*, app.now() AS now FROM app.outbox_claim($1, $2, $3, $4) o', values)
  }

  /** Commits `handing_over`; false when the claim is no longer ours. */
  async mark({ id, claim }: ClaimedRow): Promise<boolean> {
    return this.yes('SELECT app.outbox_mark($1, $2) AS yes', [id, claim])
  }

  /** Ends the row or puts it off. False when the claim is no longer ours. */
  async settle({ id, claim }: ClaimedRow, end: RowEnd): Promise<boolean> {
    const values = [id, claim, end.state, end.code ?? null, end.retrySeconds ?? null]
    return this.yes('SELECT app.outbox_settle($1, $2, $3, $4, $5) AS yes', values)
  }

  /** Gives the claim back with nothing sent. */
  async putBack({ id, claim }: ClaimedRow, dueAt: Date): Promise<boolean> {
    return this.yes('SELECT app.outbox_put_back($1, $2, $3) AS yes', [id, claim, dueAt])
  }

  /** Withdraws a mail that this person must not get; staff get a call task where an answer waits. */
  async toldOtherwise({ id, claim }: ClaimedRow): Promise<boolean> {
    return this.yes('SELECT app.outbox_told_otherwise($1, $2) AS yes', [id, claim])
  }

  /** Ends the event and adds one row per follow-up job: both or neither. False when the claim is no longer ours. */
  async expand(event: ClaimedRow, jobNames: readonly string[]): Promise<boolean> {
    return this.yes(
      `WITH ended AS MATERIALIZED (SELECT app.outbox_settle($1, $2, 'expanded', NULL, NULL) AS yes),
       follow_ups AS (
         INSERT INTO app.outbox (kind, class, application_id, participation_id, staff_account_id, subject_version)
         SELECT 'event', name, $3, $4, $5, $6 FROM ended, unnest($7::text[]) name WHERE ended.yes
         ON CONFLICT DO NOTHING)
       SELECT yes FROM ended`,
      [
        event.id,
        event.claim,
        event.application_id,
        event.participation_id,
        event.staff_account_id,
        event.subject_version,
        jobNames,
      ],
    )
  }

  private async yes(text: string, values: readonly unknown[]): Promise<boolean> {
    return (await this.sql.one<{ yes: boolean }>(text, values))?.yes === true
  }
}
