import { Injectable } from '@nestjs/common'
import type { FieldErrors } from '#platform/form/description.js'
import { Sql } from '#platform/database/sql.js'
import { openRecord, sealUnder } from '#platform/vault/record.js'
import type { ApplicantSession, SealedDraft } from './applicant-session.js'

export type DraftStatus = 'started' | 'attention' | 'done'

const unanswered = new Set(['missing', 'choose', 'tick', 'processing_needed'])

/** `done` without errors, `started` while answers are only missing, `attention` once one is wrong as it stands. */
export function statusOf(errors: FieldErrors): DraftStatus {
  const codes = Object.values(errors)
  if (codes.length === 0) return 'done'
  return codes.every((code) => unanswered.has(code)) ? 'started' : 'attention'
}

/** One section as it was last saved, right or wrong. */
export interface DraftSection {
  readonly version: number
  readonly status: DraftStatus
  readonly values: Readonly<Record<string, unknown>>
  readonly errors: FieldErrors
  /** When, in milliseconds; sealed with the answers, so that nobody else learns when somebody writes. */
  readonly savedAt?: number
}

export type Draft = ReadonlyMap<string, DraftSection>

type Saved = Pick<DraftSection, 'values' | 'errors' | 'savedAt'>

/** Drafts, sealed to their applicant alone: opened with the key their code gives, one statement a save. */
@Injectable()
export class OwnDrafts {
  constructor(private readonly sql: Sql) {}

  /** Every saved section by key; empty once the application was sent. */
  async open(me: ApplicantSession): Promise<Draft> {
    const found =
      me.draft ?? (await this.sql.one<SealedDraft>('SELECT sections, bodies FROM app.own_draft($1)', [me.token.hash]))

    return found ? opened(me, found) : new Map()
  }

  /** Saves what was typed if `version` is still the one it was typed over (0: nothing saved yet). */
  async save(
    me: ApplicantSession,
    section: string,
    saved: Saved & { readonly version: number },
  ): Promise<'ok' | 'stale' | 'not_found'> {
    const { version, values, errors, savedAt } = saved
    const body = sealUnder(place(me, section, version + 1), { values, errors, savedAt }, me.ownKey)
    const row = await this.sql.one<{ code: 'ok' | 'stale' | 'not_found' }>(
      'SELECT app.own_draft_save($1, $2, $3, $4, $5) AS code',
      [me.token.hash, section, version, statusOf(errors), body],
    )
    return row?.code ?? 'not_found'
  }
}

const place = (me: ApplicantSession, section: string, version: number) => ({
  owner: me.applicationId,
  compartment: 'draft',
  schema: section,
  version,
})

function opened(me: ApplicantSession, { sections, bodies }: SealedDraft): Draft {
  const draft = new Map<string, DraftSection>()
  if (sections === null || bodies === null) return draft
  let at = 0
  for (const text of sections.split(',')) {
    const [key = '', version, status, size] = text.split(':')
    const end = at + Number(size)
    const saved = openRecord(place(me, key, Number(version)), bodies.subarray(at, end), me.ownKey) as Saved
    draft.set(key, { ...saved, version: Number(version), status: status as DraftStatus })
    at = end
  }
  return draft
}
