import { Injectable } from '@nestjs/common'
import { readCode } from '#domain/application/access-code.js'
import { Sql } from '#platform/database/sql.js'
import { accessKeys, ownKey } from '#platform/vault/access.js'
import { forget, keyPairOf } from '#platform/vault/keys.js'
import { openWithPair } from '#platform/vault/record.js'
import { newSessionToken, openForSession, sealForSession, type SessionToken } from '#platform/vault/session-box.js'

/** A partner signed in: who they are and how many they may still put forward. It belongs to no application. */
export interface PartnerSession {
  readonly token: SessionToken
  readonly name: string
  readonly quota: number
  readonly named: number
  /** Derived from the code: the same in every session of the partner. */
  readonly ownKey: Buffer
}

interface SessionRow {
  partner_id: string
  quota: number
  named: number
  sealed_keys: Buffer
  name_version: number
  name_body: Buffer
  name_wrap: Buffer
}

/** Sessions of partners. Codes and tokens that are unknown, ended or of a closed partner find nothing. */
@Injectable()
export class PartnerSessions {
  constructor(private readonly sql: Sql) {}

  /** Null for every code that is no open partner's. The caller has counted the try against the code. */
  async begin(typed: string): Promise<SessionToken | null> {
    const code = readCode(typed)
    if (!code) return null
    const keys = accessKeys(code)
    const token = newSessionToken()
    const sealed = sealForSession(token, keys.seed)
    const row = await this.sql.one<{ found: boolean }>('SELECT app.partner_sign_in($1, $2, $3) AS found', [
      keys.lookup,
      token.hash,
      sealed,
    ])

    return row?.found ? token : null
  }

  async find(token: SessionToken): Promise<PartnerSession | null> {
    const row = await this.sql.one<SessionRow>('SELECT * FROM app.partner_session_find($1)', [token.hash])
    if (!row) return null
    const seed = openForSession(token, row.sealed_keys)

    return { token, name: nameOf(row, seed), quota: row.quota, named: row.named, ownKey: ownKey(seed) }
  }

  async end({ token }: PartnerSession): Promise<void> {
    await this.sql.query('SELECT app.partner_session_end($1)', [token.hash])
  }
}

function nameOf(row: SessionRow, seed: Buffer): string {
  const pair = keyPairOf(seed)
  const place = { owner: row.partner_id, compartment: 'contact', schema: 'partner.name', version: row.name_version }
  try {
    return (openWithPair(place, row.name_body, row.name_wrap, pair) as { name: string }).name
  } finally {
    forget(pair.secretKey)
  }
}
