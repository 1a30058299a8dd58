import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Sql } from '#platform/database/sql.js'
import { describeSection } from '#platform/form/section.js'
import type { ApplicantSession } from '../applicant-session.js'
import { ConsentsForm } from '../forms/consents.form.js'
import type { Draft } from '../own-drafts.store.js'
import { formVersion } from '../seal-as-read.js'

/** Everything the form asks agreement to, in its order. */
const consentKinds: readonly string[] =
  describeSection(ConsentsForm).fields.find(({ name }) => name === 'consents')?.options ?? []

/** One thing somebody may agree to, and whether they do. */
export interface OwnConsent {
  readonly kind: string
  readonly isGiven: boolean
  /** Version of the text and week (ISO Monday) of the newest yes or no; null where neither was ever said. */
  readonly said: { readonly version: string; readonly week: string } | null
  /** Taking it back is leaving. */
  readonly isNeeded: boolean
}

const needed = 'processing'

/** What the person agreed to when sending, and every change after it. */
@Injectable()
export class OwnConsents {
  constructor(private readonly sql: Sql) {}

  /** One entry for each kind the form asks for, in its order. */
  async list(me: ApplicantSession): Promise<OwnConsent[]> {
    const rows = await this.sql.query<{ kind: string; version: string; in_week: string; is_given: boolean }>(
      'SELECT kind, version, in_week::text, is_given FROM app.own_consents($1)',
      [me.token.hash],
    )
    return consentKinds.map((kind) => {
      const row = rows.find((one) => one.kind === kind)
      const said = row ? { version: row.version, week: row.in_week } : null
      return { kind, said, isGiven: row?.is_given === true, isNeeded: kind === needed }
    })
  }

  /** Said twice is said once. Refuses: not_found (unknown kind, nothing sent), move_not_allowed (the needed one: withdraw instead). */
  async set(
    me: ApplicantSession,
    kind: string,
    isGiven: boolean,
  ): Promise<Outcome<null, 'not_found' | 'move_not_allowed'>> {
    if (!consentKinds.includes(kind)) return refuse('not_found')
    const row = await this.sql.one<{ code: 'ok' | 'noop' | 'not_found' | 'move_not_allowed' }>(
      'SELECT app.own_consent_set($1, $2, $3, $4) AS code',
      [me.token.hash, kind, formVersion, isGiven],
    )
    const code = row?.code ?? 'not_found'

    return code === 'ok' || code === 'noop' ? done(null) : refuse(code)
  }
}

/** The kinds a draft says yes to: what is written as rows when it is sent. */
export const consentsIn = (draft: Draft): string[] => {
  const given = draft.get('consents')?.values.consents
  return consentKinds.filter((kind) => Array.isArray(given) && given.includes(kind))
}
