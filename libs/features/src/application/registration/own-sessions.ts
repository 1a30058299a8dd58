import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { ownKey } from '#platform/vault/access.js'
import { forget, type KeyPair, keyPairOf } from '#platform/vault/keys.js'
import { openForSession, type SessionToken } from '#platform/vault/session-box.js'
import type { ApplicantSession, CodeSheet, IdleSeconds, SealedDraft } from './applicant-session.js'

interface SessionRow extends SealedDraft {
  application_id: string
  edition_id: string
  state: string
  version: number
  case_number: string
  keep_until: string | null
  keep_short: boolean
  sealed_keys: Buffer
  sheet: Buffer | null
  idle_seconds: number
}

/** Sessions of applicants. A token that is unknown, idle too long or ended finds nothing. */
@Injectable()
export class OwnSessions {
  constructor(private readonly sql: Sql) {}

  /** `withDraft` brings the draft along, for pages that are about it. */
  async find(token: SessionToken, withDraft = false): Promise<ApplicantSession | null> {
    const row = await this.sql.one<SessionRow>(
      `SELECT application_id, edition_id, state, version, case_number, keep_until::text, keep_short, sealed_keys, sheet, idle_seconds,
         sections, bodies
       FROM app.own_session($1, $2)`,
      [token.hash, withDraft],
    )
    return row ? sessionOf(token, row, withDraft) : null
  }

  /** "I have it": the sheet is gone for good. */
  async sheetSeen(me: ApplicantSession): Promise<void> {
    await this.sql.query('SELECT app.own_sheet_seen($1)', [me.token.hash])
  }

  async chooseIdle(me: ApplicantSession, seconds: IdleSeconds): Promise<void> {
    await this.sql.query('SELECT app.own_idle($1, $2)', [me.token.hash, seconds])
  }

  /** Two weeks from the last save (`short`), or until after the call. */
  async keepDraft(me: ApplicantSession, length: 'short' | 'call'): Promise<void> {
    await this.sql.query('SELECT app.own_keep($1, $2)', [me.token.hash, length === 'short'])
  }

  async end(me: ApplicantSession): Promise<void> {
    await this.sql.query('SELECT app.own_sign_out($1)', [me.token.hash])
  }
}

function sessionOf(token: SessionToken, row: SessionRow, withDraft: boolean): ApplicantSession {
  const seed = openForSession(token, row.sealed_keys)
  const own = ownKey(seed)
  let pair: KeyPair | undefined

  return {
    token,
    applicationId: row.application_id,
    editionId: row.edition_id,
    state: row.state,
    version: row.version,
    caseNumber: row.case_number,
    keepUntil: row.keep_until,
    keepsShort: row.keep_short,
    get pair() {
      return (pair ??= keyPairOf(seed))
    },
    ownKey: own,
    idleSeconds: row.idle_seconds,
    sheet: row.sheet && (JSON.parse(openForSession(token, row.sheet).toString('utf8')) as CodeSheet),
    ...(withDraft && { draft: { sections: row.sections, bodies: row.bodies } }),
    forgetKeys: () => forget(seed, own, ...(pair ? [pair.secretKey] : [])),
  }
}
