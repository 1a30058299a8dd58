import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Sql } from '#platform/database/sql.js'
import { Directory } from '#platform/vault/directory.js'
import { type Lang, wordsFor } from '#words/index.js'
import type { ApplicantSession } from './applicant-session.js'
import { ReadOpenCall } from './open-call.js'
import { lateHashOf } from './own/late-code.js'
import { consentsIn } from './own/own-consents.js'
import { type Draft, OwnDrafts } from './own-drafts.store.js'
import { recordsInOne } from './record-arrays.js'
import { formVersion, sealAsRead } from './seal-as-read.js'
import { unanswered } from './unanswered.js'

export type SubmitRefusal =
  | 'not_found'
  | 'incomplete'
  | 'stale'
  | 'call_closed'
  | 'late_code_wrong'
  | 'move_not_allowed'

/** Freezes the caller's draft and seals it per compartment. */
@Injectable()
export class SubmitApplication {
  constructor(
    private readonly sql: Sql,
    private readonly drafts: OwnDrafts,
    private readonly directory: Directory,
    private readonly call: ReadOpenCall,
  ) {}

  /**
   * Sends the application as read in `lang`; `keepCopy` leaves what is no safety answer sealed to the code. Sent before is
   * the same good answer. Refuses: not_found, incomplete (`missing`: sections with field → code), stale (a section changed
   * meanwhile), call_closed, late_code_wrong (closed, and the code typed is not free), move_not_allowed.
   */
  async run(
    me: ApplicantSession,
    lang: Lang,
    keepCopy = false,
    typedLate?: string,
  ): Promise<Outcome<null, SubmitRefusal>> {
    // Whatever became of it since: it was sent, and the receipt is still the answer.
    if (me.state !== 'draft') return done(null)
    const draft = await this.drafts.open(me)
    if (draft.size === 0) return this.sentMeanwhile(me)
    const { arrivalOn = '', notOffered = [] } = (await this.call.of(me.editionId)) ?? {}
    const missing = unanswered(draft, notOffered)
    if (missing.length > 0) return refuse('incomplete', { missing })

    const about = { date: wordsFor(lang).date(arrivalOn) }
    const records = sealAsRead(this.directory, me, draft, { lang, about, notOffered, keepCopy })
    const code = await this.send(me, draft, [
      ...recordsInOne(records),
      consentsIn(draft),
      formVersion,
      lateHashOf(typedLate),
    ])
    return code === 'ok' || code === 'noop' ? done(null) : refuse(code)
  }

  private async send(me: ApplicantSession, draft: Draft, sealed: unknown[]): Promise<SubmitRefusal | 'ok' | 'noop'> {
    const row = await this.sql.one<{ code: SubmitRefusal | 'ok' | 'noop' }>(
      'SELECT code FROM app.own_submit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)',
      [me.token.hash, versionsOf(draft), draft.get('start')?.values.answer_language, ...sealed],
    )
    return row?.code ?? 'not_found'
  }

  // Pressed twice: the other press took the draft between this one's look at the state and at the draft.
  private async sentMeanwhile(me: ApplicantSession): Promise<Outcome<null, SubmitRefusal>> {
    const row = await this.sql.one<{ state: string }>('SELECT state FROM app.own_session($1)', [me.token.hash])
    return row && row.state !== 'draft' ? done(null) : refuse('not_found')
  }
}

/** `section:version` of every saved section in byte order: what SQL compares under its lock. */
const versionsOf = (draft: Draft): string =>
  [...draft]
    .map(([section, { version }]) => `${section}:${version}`)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join(',')
