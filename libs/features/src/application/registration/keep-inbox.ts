import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Sql } from '#platform/database/sql.js'
import type { ApplicantSession } from './applicant-session.js'

/** Opening keeps a message; only "remove" takes it away. */
@Injectable()
export class KeepInbox {
  constructor(private readonly sql: Sql) {}

  /** Marks a message as opened; for an answer that waits, this starts the clock. Refuses: not_found. */
  async open(me: ApplicantSession, messageId: string): Promise<Outcome<null, 'not_found'>> {
    return this.own('SELECT app.own_message_open($1, $2) AS found', me, messageId)
  }

  /** Removes a message and what it says for good. Refuses: not_found. */
  async remove(me: ApplicantSession, messageId: string): Promise<Outcome<null, 'not_found'>> {
    return this.own('SELECT app.own_message_remove($1, $2) AS found', me, messageId)
  }

  private async own(text: string, me: ApplicantSession, messageId: string): Promise<Outcome<null, 'not_found'>> {
    const row = await this.sql.one<{ found: boolean }>(text, [me.token.hash, messageId])
    return row?.found ? done(null) : refuse('not_found')
  }
}
