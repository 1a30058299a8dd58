import { Injectable } from '@nestjs/common'
import type { FieldErrors } from '#platform/form/description.js'
import { Sql } from '#platform/database/sql.js'
import { openRecord, sealUnder } from '#platform/vault/record.js'
import type { ApplicantSession } from './applicant-session.js'

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

interface DraftRow {
  section: string
  version: number
  status: DraftStatus
  body: Buffer
}

type Saved = Pick<DraftSection, 'values' | 'errors' | 'savedAt'>

/** Drafts, sealed to their applicant alone: opened with the key their code gives, one statement a save. */
@Injectable()
export class OwnDrafts {
  constructor(private readonly sql: Sql) {}

  /** Every saved section by key; empty once the application was sent. */
  async open(me: ApplicantSession): Promise<Draft> {
    const rows = await this.sql.query<DraftRow>('SELECT * FROM app.own_draft($1)', [me.token.hash])

    return new Map(
      rows.map((row) => {
        const saved = openRecord(place(me, row.section, row.version), row.body, me.ownKey) as Saved
        return [row.section, { ...saved, version: row.version, status: row.status }]
      }),
    )
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
