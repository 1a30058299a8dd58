import { Injectable } from '@nestjs/common'
import { readCode } from '#domain/application/access-code.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Sql } from '#platform/database/sql.js'
import { accessKeys } from '#platform/vault/access.js'
import { newSessionToken, sealForSession, type SessionToken } from '#platform/vault/session-box.js'
import type { IdleSeconds } from './applicant-session.js'

export type CodeRefusal = 'wrong_code' | 'mistyped_code' | 'rate_limited'

/** Return code → session. No mail, no name and no second factor: the code has 120 random bits. */
@Injectable()
export class SignInWithCode {
  constructor(private readonly sql: Sql) {}

  /**
   * Refuses: mistyped_code (the check symbol does not fit; costs no attempt), rate_limited (per code), wrong_code
   * (unknown and erased alike).
   */
  async run(typed: string, idleSeconds: IdleSeconds): Promise<Outcome<SessionToken, CodeRefusal>> {
    const code = readCode(typed)
    if (!code) return refuse('mistyped_code')
    const keys = accessKeys(code)
    const taken = await this.sql.one<{ free: boolean }>(
      `SELECT app.rate_take($1, 5, 60) AND app.rate_take('sign-in', 2000, 60) AS free`,
      [`sign-in:${keys.lookup.toString('hex')}`],
    )
    if (!taken?.free) return refuse('rate_limited')
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
