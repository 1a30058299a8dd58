import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Sql } from '#platform/database/sql.js'
import type { ApplicantSession } from '../applicant-session.js'

/** The person stops everything, or lets it go on; and a signal that shows nothing. */
@Injectable()
export class HoldOwnFile {
  constructor(private readonly sql: Sql) {}

  /** No mail, no release and no running clock while paused; staff are told without a reason. Refuses: not_found (nothing sent yet). */
  async pause(me: ApplicantSession, on: boolean): Promise<Outcome<null, 'not_found'>> {
    const row = await this.sql.one<{ code: string }>('SELECT app.own_pause($1, $2) AS code', [me.token.hash, on])

    return row?.code === 'not_found' ? refuse('not_found') : done(null)
  }

  /** "It was not me": a lost code that somebody asked for is not looked into any more, and the security officer hears of it. */
  async deny(me: ApplicantSession): Promise<void> {
    await this.sql.query('SELECT app.own_code_case_deny($1)', [me.token.hash])
  }

  /** Holds every mail and calls the security officer, who alone can lift it. Says the same whether or not it did. */
  async signal(me: ApplicantSession): Promise<void> {
    await this.sql.query('SELECT app.own_signal($1)', [me.token.hash])
  }
}
