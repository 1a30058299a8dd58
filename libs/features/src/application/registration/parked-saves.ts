import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { readForm } from '#platform/form/read-form.js'
import { openForSession, sealForSession, type SessionToken } from '#platform/vault/session-box.js'
import type { Lang } from '#words/index.js'
import type { ApplicantSession } from './applicant-session.js'
import { sectionByKey } from './forms/sections.js'
import { ReadOpenCall } from './open-call.js'
import { OwnDrafts } from './own-drafts.store.js'
import { SaveSection } from './save-section.js'

/** A section page as it was posted, without what belongs to the session. */
export interface ParkedPage {
  readonly key: string
  readonly answers: Readonly<Record<string, unknown>>
  /** For a part of what was sent: what sending it again needs to know of its page. */
  readonly replaces?: {
    readonly version: number
    readonly entriesOf: string | null
    readonly lang: Lang
  }
}

const bucketBytes = 1024

// Trailing spaces, so that the size tells no more than a bucket.
const padded = (page: ParkedPage): Buffer => {
  const text = Buffer.from(JSON.stringify(page), 'utf8')
  return Buffer.concat([text, Buffer.alloc(bucketBytes - (text.length % bucketBytes), ' ')])
}

/** A page posted after the session has ended costs only entering the code again. */
@Injectable()
export class ParkedSaves {
  constructor(
    private readonly sql: Sql,
    private readonly drafts: OwnDrafts,
    private readonly save: SaveSection,
    private readonly call: ReadOpenCall,
  ) {}

  /** Keeps the page for a day, sealed under the ended session's cookie. False when that session never was or is too old, or the file is another by now. */
  async park(ended: SessionToken, page: ParkedPage): Promise<boolean> {
    const row = await this.sql.one<{ kept: boolean }>('SELECT app.own_park($1, $2, $3) AS kept', [
      ended.hash,
      sealForSession(ended, padded(page)),
      page.replaces !== undefined,
    ])
    return row?.kept === true
  }

  /** What the same person had parked before signing in again; it waits until `end`. */
  async open(me: ApplicantSession, ended: SessionToken): Promise<ParkedPage | null> {
    const values = [me.token.hash, ended.hash]
    const row = await this.sql.one<{ body: Buffer | null }>('SELECT app.own_parked($1, $2) AS body', values)
    return row?.body ? (JSON.parse(openForSession(ended, row.body).toString('utf8')) as ParkedPage) : null
  }

  /** The page is saved, or never will be: it goes with the session that parked it. */
  async end(me: ApplicantSession, ended: SessionToken): Promise<void> {
    await this.sql.query('SELECT app.own_parked_end($1, $2)', [me.token.hash, ended.hash])
  }

  /**
   * Saves a parked page of a draft. Answers the section's key, or null where it cannot be saved. What was typed last
   * wins over an older save of the same page.
   */
  async apply(me: ApplicantSession, { key, answers }: ParkedPage): Promise<string | null> {
    const section = sectionByKey(key)
    if (!section || me.state !== 'draft') return null

    const version = (await this.drafts.open(me)).get(key)?.version ?? 0
    const read = readForm(section.form, answers, (await this.call.of(me.editionId))?.notOffered)
    const outcome = await this.save.run(me, key, { ...read, version })
    return outcome.ok ? key : null
  }
}
