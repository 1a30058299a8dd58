import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { ApplicantSession } from '#features/application/index.js'
import { Sql } from '#platform/database/sql.js'

export interface OwnWaiting {
  /** We asked whether the person still wants to come, and have no answer yet. */
  readonly isAsked: boolean
  /** So many days lie between two such questions. */
  readonly days: number
}

/** What the person on the waitlist reads and says about waiting; never where in the line they stand. */
@Injectable()
export class OwnWaitlist {
  constructor(private readonly sql: Sql) {}

  /** Null for who does not wait. */
  async read(me: ApplicantSession): Promise<OwnWaiting | null> {
    const row = await this.sql.one<{ is_asked: boolean; days: number }>(
      'SELECT is_asked, days FROM app.own_waitlist($1)',
      [me.token.hash],
    )
    return row ? { isAsked: row.is_asked, days: row.days } : null
  }

  /** "I still want to come"; said without a question it changes nothing. Refuses: not_found. */
  async confirm(me: ApplicantSession): Promise<Outcome<null, 'not_found'>> {
    const row = await this.sql.one<{ code: 'ok' | 'noop' | 'not_found' }>('SELECT app.own_interest($1) AS code', [
      me.token.hash,
    ])
    return row && row.code !== 'not_found' ? done(null) : refuse('not_found')
  }
}
