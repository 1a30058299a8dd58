import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { recordArrays } from '#features/application/index.js'
import { Sql } from '#platform/database/sql.js'
import { Directory } from '#platform/vault/directory.js'
import { NominationForm } from '../nomination.form.js'
import { sealNomination } from '../seal-nomination.js'
import type { PartnerSession } from './partner-sessions.js'

export { NominationForm }
export type PutForwardRefusal = 'not_found' | 'quota_reached'

/** One line of a partner's own list: number, week (ISO date of its Monday) and whether the link was used. */
export interface OwnNomination {
  readonly number: string
  readonly week: string
  readonly wasUsed: boolean
}

/** What a partner does: puts somebody forward, and counts. */
@Injectable()
export class PutForward {
  constructor(
    private readonly sql: Sql,
    private readonly directory: Directory,
  ) {}

  /** Seals a form without errors and stores it. Answers the nomination's number. Refuses: quota_reached, not_found. */
  async run(me: PartnerSession, form: NominationForm): Promise<Outcome<string, PutForwardRefusal>> {
    const id = randomUUID()
    const records = sealNomination(this.directory, id, form, me.name)
    const row = await this.sql.one<{ code: PutForwardRefusal | 'ok'; number: string }>(
      'SELECT code, number FROM app.partner_nominate($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
      [me.token.hash, id, form.nominee_agreed === 'yes', ...recordArrays(records)],
    )
    if (row?.code === 'ok') return done(row.number)

    return refuse(row?.code ?? 'not_found')
  }

  /** The newest week first. */
  async list(me: PartnerSession): Promise<OwnNomination[]> {
    return this.sql.query<{ number: string; week: string; wasUsed: boolean }>(
      'SELECT number, named_week::text AS week, was_used AS "wasUsed" FROM app.partner_nominations($1)',
      [me.token.hash],
    )
  }
}
