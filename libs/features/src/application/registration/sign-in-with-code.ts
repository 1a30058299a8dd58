import { Injectable } from '@nestjs/common'
import { readCode } from '#domain/application/access-code.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { takeTokens } from '#platform/database/rate-limits.js'
import { Sql } from '#platform/database/sql.js'
import { accessKeys } from '#platform/vault/access.js'
import { newSessionToken, sealForSession, type SessionToken } from '#platform/vault/session-box.js'
import type { IdleSeconds } from './applicant-session.js'

export type CodeRefusal = 'wrong_code' | 'mistyped_code' | 'rate_limited'

// Of everybody in a minute: more than fifty networks at their full rate, which one person does not have.
const together = { size: 6000, seconds: 60 }

/** Return code → session. No mail, no name and no second factor: the code has 120 random bits. */
@Injectable()
export class SignInWithCode {
  constructor(private readonly sql: Sql) {}

  /**
   * Refuses: mistyped_code (the check symbol does not fit; costs no attempt), rate_limited (per code), wrong_code
   * (unknown and erased alike). Closed (Fault `database_away`) while tries cannot be counted.
   */
  async run(typed: string, idleSeconds: IdleSeconds): Promise<Outcome<SessionToken, CodeRefusal>> {
    const code = readCode(typed)
    if (!code) return refuse('mistyped_code')
    const keys = accessKeys(code)
    const buckets = [
      { name: `sign-in:${keys.lookup.toString('hex')}`, size: 5, seconds: 60 },
      { name: 'sign-in', ...together },
    ]
    if (!(await takeTokens(this.sql, buckets))) return refuse('rate_limited')
    const token = newSessionToken()
    const row = await this.sql.one<{ found: boolean }>('SELECT app.own_sign_in($1, $2, $3, $4) AS found', [
      keys.lookup,
      token.hash,
      sealForSession(token, keys.seed),
      idleSeconds,
    ])

    return row?.found ? done(token) : refuse('wrong_code')
  }
}
