import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Sql } from '#platform/database/sql.js'
import { Directory } from '#platform/vault/directory.js'
import type { ApplicantSession } from './applicant-session.js'
import { type Draft, OwnDrafts } from './own-drafts.store.js'
import { recordArrays } from './record-arrays.js'
import { type AsShown, sealAsRead } from './seal-as-read.js'
import { unanswered } from './unanswered.js'

export type SubmitRefusal = 'not_found' | 'incomplete' | 'stale' | 'call_closed' | 'move_not_allowed'

/** Freezes the caller's draft and seals it per compartment. */
@Injectable()
export class SubmitApplication {
  constructor(
    private readonly sql: Sql,
    private readonly drafts: OwnDrafts,
    private readonly directory: Directory,
  ) {}

  /**
   * Sends the application; sent before is the same good answer. Refuses: not_found, incomplete (`missing`: sections
   * with field → code), stale (a section changed meanwhile), call_closed, move_not_allowed.
   */
  async run(me: ApplicantSession, shown: AsShown): Promise<Outcome<null, SubmitRefusal>> {
    if (me.state === 'submitted') return done(null)
    const draft = await this.drafts.open(me)
    if (draft.size === 0) return refuse('not_found')
    const missing = unanswered(draft)
    if (missing.length > 0) return refuse('incomplete', { missing })

    const records = sealAsRead(this.directory, me, draft, shown)
    const row = await this.sql.one<{ code: SubmitRefusal | 'ok' | 'noop' }>(
      'SELECT code FROM app.own_submit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
      [me.token.hash, versionsOf(draft), draft.get('start')?.values.answer_language, ...recordArrays(records)],
    )
    const code = row?.code ?? 'not_found'
    return code === 'ok' || code === 'noop' ? done(null) : refuse(code)
  }
}

/** `section:version` of every saved section in byte order: what SQL compares under its lock. */
const versionsOf = (draft: Draft): string =>
  [...draft]
    .map(([section, { version }]) => `${section}:${version}`)
    .toSorted((a, b) => (a < b ? -1 : 1))
    .join(',')
