import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { mailMark } from '#domain/application/mail-mark.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Sql } from '#platform/database/sql.js'
import { accessKeys, newAccessCode, ownKey } from '#platform/vault/access.js'
import { forget, openWrap, randomBytes, wrapKey } from '#platform/vault/keys.js'
import { openRecord, type RecordPlace, sealUnder } from '#platform/vault/record.js'
import { newSessionToken, sealForSession, type SessionToken } from '#platform/vault/session-box.js'
import type { ApplicantSession, CodeSheet } from '../applicant-session.js'
import { OwnDrafts } from '../own-drafts.store.js'

export type NewCodeRefusal = 'not_found' | 'stale' | 'rate_limited'

interface KeptRow {
  kind: 'draft' | 'record' | 'wrap'
  id: string
  schema_id: string
  version: number
  body: Buffer
}

/** From the keys of the session to those of the new code. */
interface Turn {
  readonly me: ApplicantSession
  readonly ownKey: Buffer
  readonly publicKey: Buffer
}

// A message or a save of another window may come between reading and writing; then all is read again.
const tries = 3

/** A new return code for whoever is signed in: the old one is dead at once, and what it opened moves to the new one. */
@Injectable()
export class NewCode {
  constructor(
    private readonly sql: Sql,
    private readonly drafts: OwnDrafts,
  ) {}

  /**
   * Answers the token of the one session that is left; its sheet waits there. Refuses: not_found, stale (somebody kept
   * writing to the file), rate_limited (five an hour).
   */
  async run(me: ApplicantSession, lang: string): Promise<Outcome<SessionToken, NewCodeRefusal>> {
    const bucket = [`new-code:${me.applicationId}`]
    const taken = await this.sql.one<{ free: boolean }>('SELECT app.rate_take($1, 5, 3600) AS free', bucket)
    if (!taken?.free) return refuse('rate_limited')
    for (let tried = 0; tried < tries; tried += 1) {
      const token = newSessionToken()
      const code = await this.write(me, token, await this.sheetFor(me, lang))
      if (code === 'ok') return done(token)
      if (code === 'not_found') return refuse(code)
    }
    return refuse('stale')
  }

  /** The mail mark stays. Of a sent application only the worker and `contact` can read it: then the sheet says "as before". */
  private async sheetFor(me: ApplicantSession, lang: string): Promise<CodeSheet> {
    const code = newAccessCode()
    if (me.state !== 'draft') return { code, mailMark: null }
    const mark = (await this.drafts.open(me)).get('sheet')?.values.mailMark
    return { code, mailMark: typeof mark === 'string' ? mark : mailMark(lang, randomBytes(2)) }
  }

  private async write(me: ApplicantSession, token: SessionToken, sheet: CodeSheet): Promise<string> {
    const basis = await this.sql.one<{ text: string }>('SELECT app.own_code_basis($1) AS text', [me.token.hash])
    const kept = await this.sql.query<KeptRow>('SELECT * FROM app.own_code_keeps($1)', [me.token.hash])
    const keys = accessKeys(sheet.code)
    const own = ownKey(keys.seed)
    const renewed = renew({ me, ownKey: own, publicKey: keys.pair.publicKey }, kept)
    const row = await this.sql.one<{ code: string }>(
      'SELECT app.own_new_code($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) AS code',
      [
        me.token.hash,
        basis?.text ?? null,
        keys.lookup,
        keys.pair.publicKey,
        token.hash,
        sealForSession(token, keys.seed),
        sealForSession(token, Buffer.from(JSON.stringify(sheet), 'utf8')),
        ...renewed,
      ],
    )
    forget(own, keys.seed, keys.pair.secretKey)

    return row?.code ?? 'not_found'
  }
}

/** Everything the old code opened, sealed for the new one, as the arrays the database takes. */
function renew(turn: Turn, kept: readonly KeptRow[]): unknown[] {
  const of = (kind: KeptRow['kind']) => kept.filter((row) => row.kind === kind)
  const drafts = of('draft')
  const records = of('record')
  const wraps = of('wrap')

  return [
    drafts.map((row) => row.schema_id),
    drafts.map((row) => resealed(turn, 'draft', row, row.version)),
    records.map(() => randomUUID()),
    records.map((row) => row.schema_id),
    records.map((row) => row.version + 1),
    records.map((row) => resealed(turn, 'applicant', row, row.version + 1)),
    wraps.map((row) => row.id),
    wraps.map((row) => rewrapped(turn, row.body)),
  ]
}

function resealed({ me, ownKey: key }: Turn, compartment: string, row: KeptRow, version: number): Buffer {
  const place: RecordPlace = {
    owner: me.applicationId,
    compartment,
    schema: row.schema_id,
    version: row.version,
  }
  return sealUnder({ ...place, version }, openRecord(place, row.body, me.ownKey), key)
}

function rewrapped({ me, publicKey }: Turn, wrap: Buffer): Buffer {
  const key = openWrap(wrap, me.pair)
  const renewed = wrapKey(key, publicKey)
  forget(key)

  return renewed
}
