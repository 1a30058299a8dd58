import { Injectable } from '@nestjs/common'
import { mailMark } from '#domain/application/mail-mark.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { SpareBucket, takeTokens } from '#platform/database/rate-limits.js'
import { Sql } from '#platform/database/sql.js'
import { accessKeys, newAccessCode } from '#platform/vault/access.js'
import { randomBytes } from '#platform/vault/keys.js'
import { newSessionToken, sealForSession, type SessionToken } from '#platform/vault/session-box.js'
import { lateHashOf } from './own/late-code.js'
import { OwnDrafts } from './own-drafts.store.js'
import { OwnSessions } from './own-sessions.js'

export type BeginRefusal = 'call_closed' | 'rate_limited'

/** Lookup, public key, session hash, sealed keys and sealed sheet of a new code, as the database takes them. */
export type MadeCode = readonly [Buffer, Buffer, Buffer, Buffer, Buffer]

// Codes made by everybody together in a minute; a single network is held to less at the door.
const limit = { size: 600, seconds: 60 }

/** Makes a return code, its sheet and an empty draft. The code is stored nowhere; the sheet waits under the cookie. */
@Injectable()
export class BeginApplication {
  private readonly spare = new SpareBucket(limit)

  constructor(
    private readonly sql: Sql,
    private readonly sessions: OwnSessions,
    private readonly drafts: OwnDrafts,
  ) {}

  /**
   * Through the public call. Answers the new session's token. `typedLate` is a code for late entry, which beginning does
   * not consume. Refuses: call_closed, late_code_wrong (closed, and the code typed is not free), rate_limited.
   */
  async run(lang: string, typedLate?: string): Promise<Outcome<SessionToken, BeginRefusal | 'late_code_wrong'>> {
    const begun = await this.through(lang, async (made) => {
      const rows = await this.sql.query(
        'SELECT b.application_id FROM app.open_edition() e, LATERAL app.begin_application(e.id, $1, $2, $3, $4, $5, $6) b',
        [...made, lateHashOf(typedLate)],
      )
      return rows.length > 0
    })
    return !begun.ok && begun.code === 'call_closed' && typedLate !== undefined ? refuse('late_code_wrong') : begun
  }

  /**
   * Through another way in: `store` writes the draft with what it is given, or says that the way is closed. Answers the
   * new session's token. Refuses: call_closed, rate_limited.
   */
  async through(
    lang: string,
    store: (made: MadeCode) => Promise<boolean>,
  ): Promise<Outcome<SessionToken, BeginRefusal>> {
    const isFree = await this.spare.insteadOf(takeTokens(this.sql, [{ name: 'begin', ...limit }]))
    if (!isFree) return refuse('rate_limited')
    const code = newAccessCode()
    const keys = accessKeys(code)
    const token = newSessionToken()
    const sheet = { code, mailMark: mailMark(lang, randomBytes(2)) }
    const isStored = await store([
      keys.lookup,
      keys.pair.publicKey,
      token.hash,
      sealForSession(token, keys.seed),
      sealForSession(token, Buffer.from(JSON.stringify(sheet), 'utf8')),
    ])
    const me = isStored ? await this.sessions.find(token) : null
    if (!me) return refuse('call_closed')
    // The mail mark outlives the sheet: it is sealed into the mailbox record when the application is sent.
    await this.drafts.save(me, 'sheet', { version: 0, values: { mailMark: sheet.mailMark }, errors: {} })

    return done(token)
  }
}
