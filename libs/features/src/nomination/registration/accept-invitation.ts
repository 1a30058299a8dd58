import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { BeginApplication, type BeginRefusal } from '#features/application/index.js'
import type { LinkSession } from '#features/link/index.js'
import { Sql } from '#platform/database/sql.js'
import type { SessionToken } from '#platform/vault/session-box.js'

/** What a nominee answers to the invitation: an empty application of their own, or no. */
@Injectable()
export class AcceptInvitation {
  constructor(
    private readonly sql: Sql,
    private readonly begin: BeginApplication,
  ) {}

  /**
   * Makes the code and its empty draft, whatever the public call says. May be repeated until a section was saved; the
   * code made before ends then. Refuses: call_closed (the link is over), rate_limited.
   */
  start(me: LinkSession, lang: string): Promise<Outcome<SessionToken, BeginRefusal>> {
    return this.begin.through(lang, async (made) => {
      const row = await this.sql.one<{ id: string | null }>(
        'SELECT app.nomination_begin($1, $2, $3, $4, $5, $6) AS id',
        [me.token.hash, ...made],
      )
      return row?.id != null
    })
  }

  /** "I do not want this": everything that was said about the person is erased at once. Refuses: not_found. */
  async object(me: LinkSession): Promise<Outcome<null, 'not_found'>> {
    const row = await this.sql.one<{ code: string }>('SELECT app.nomination_object($1) AS code', [me.token.hash])

    return row?.code === 'ok' ? done(null) : refuse('not_found')
  }
}
