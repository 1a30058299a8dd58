import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { type LinkToken, readLinkToken } from '#platform/vault/link.js'
import { openRecord } from '#platform/vault/record.js'
import { newSessionToken, openForSession, sealForSession, type SessionToken } from '#platform/vault/session-box.js'

export type LinkKind = 'reference' | 'nomination'

/** Somebody who pressed the button of a personal link: no code, no file, the one form behind it. */
export interface LinkSession {
  readonly token: SessionToken
  readonly linkId: string
  readonly kind: LinkKind
  readonly subjectId: string
  /** ISO date, the last day. */
  readonly expiresOn: string
  /** What the person the link is about lets its holder see. */
  readonly shown: Readonly<Record<string, string>>
  /** The same in every session of the link; nothing of it is stored. */
  readonly ownKey: Buffer
}

interface SessionRow {
  link_id: string
  kind: LinkKind
  subject_id: string
  expires_on: string
  sealed_keys: Buffer
  shown_body: Buffer | null
}

/** Links and the sessions they give. Unknown, used, ended and expired links are one answer. */
@Injectable()
export class LinkSessions {
  constructor(private readonly sql: Sql) {}

  /** What the link is for; null when it opens nothing. Counted for staff, uses nothing up. */
  async look(text: string): Promise<{ kind: LinkKind; expiresOn: string } | null> {
    const row = await this.sql.one<{ kind: LinkKind; expires_on: string }>(
      'SELECT kind, expires_on::text FROM app.link_look($1)',
      [hashOf(readLinkToken(text))],
    )
    return row ? { kind: row.kind, expiresOn: row.expires_on } : null
  }

  /** The button. May be pressed again until the link is used up; null when it opens nothing. */
  async start(text: string): Promise<{ token: SessionToken; kind: LinkKind } | null> {
    const link = readLinkToken(text)
    const token = newSessionToken()
    const keys = link ? sealForSession(token, link.shownKey) : Buffer.alloc(0)
    const row = await this.sql.one<{ kind: LinkKind | null }>('SELECT app.link_start($1, $2, $3) AS kind', [
      hashOf(link),
      token.hash,
      keys,
    ])
    return row?.kind ? { token, kind: row.kind } : null
  }

  async find(token: SessionToken): Promise<LinkSession | null> {
    const row = await this.sql.one<SessionRow>(
      `SELECT link_id, kind, subject_id, expires_on::text, sealed_keys, shown_body FROM app.link_session_find($1)`,
      [token.hash],
    )
    if (!row) return null
    const { link_id: linkId, kind, subject_id: subjectId, expires_on: expiresOn } = row
    const ownKey = openForSession(token, row.sealed_keys)

    return { token, linkId, kind, subjectId, expiresOn, shown: shownOf(row, ownKey), ownKey }
  }

  async end({ token }: LinkSession): Promise<void> {
    await this.sql.query('SELECT app.link_session_end($1)', [token.hash])
  }

  /** Asks for a fresh link in place of an expired one. The answer never tells whether there was one. */
  async renew(text: string): Promise<void> {
    await this.sql.query('SELECT app.link_renew($1)', [hashOf(readLinkToken(text))])
  }
}

const nobody = Buffer.alloc(32)

const hashOf = (link: LinkToken | null): Buffer => link?.hash ?? nobody

function shownOf(row: SessionRow, shownKey: Buffer): Readonly<Record<string, string>> {
  if (!row.shown_body) return {}
  const place = { owner: row.link_id, compartment: 'applicant', schema: 'link.shown', version: 1 }
  return openRecord(place, row.shown_body, shownKey) as Record<string, string>
}
