import { Injectable } from '@nestjs/common'
import { readCode } from '#domain/application/access-code.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Sql } from '#platform/database/sql.js'
import { accessKeys } from '#platform/vault/access.js'
import type { ApplicantSession } from '../applicant-session.js'
import { readStanding } from '../own/standing.js'
import type { CodeRefusal } from '../sign-in-with-code.js'

/** Before sensitive papers the signed-in person types the code once more: a phone taken while signed in shows none. */
@Injectable()
export class TypeCodeAgain {
  constructor(private readonly sql: Sql) {}

  /**
   * Opens the papers for ten minutes. Refuses: mistyped_code, rate_limited (per file), wrong_code (also another person's),
   * held (somebody looks for a lost code of this file, and papers stay closed until that is over).
   */
  async run(me: ApplicantSession, typed: string): Promise<Outcome<null, CodeRefusal | 'held'>> {
    const code = readCode(typed)
    if (!code) return refuse('mistyped_code')
    const taken = await this.sql.one<{ free: boolean }>('SELECT app.rate_take($1, 5, 60) AS free', [
      `code-again:${me.applicationId}`,
    ])
    if (!taken?.free) return refuse('rate_limited')
    if ((await readStanding(this.sql, me)).hasCodeCase) return refuse('held')
    const row = await this.sql.one<{ fits: boolean }>('SELECT app.own_code_again($1, $2) AS fits', [
      me.token.hash,
      accessKeys(code).lookup,
    ])
    return row?.fits ? done(null) : refuse('wrong_code')
  }

  /** True for ten minutes after the code was typed again in this session; signing in does not count. */
  async isFresh(me: ApplicantSession): Promise<boolean> {
    const row = await this.sql.one<{ fresh: boolean }>('SELECT app.own_code_is_fresh($1) AS fresh', [me.token.hash])
    return row?.fresh === true
  }
}
