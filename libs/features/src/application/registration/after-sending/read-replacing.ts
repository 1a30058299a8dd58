import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { openRecord } from '#platform/vault/record.js'
import type { ApplicantSession } from '../applicant-session.js'
import { type AnswersCopy, openCopy } from './own-copy.store.js'

/** The newest version of a section; 1 is what was sent. */
export interface SectionVersion {
  readonly version: number
  /** Monday of the week it came in, ISO date. */
  readonly week: string
  /** It came in while the question that is open now was open. */
  readonly answersQuestion: boolean
}

/** What replacing needs to know of the caller's file. */
export interface Replacing {
  readonly state: string
  readonly openSections: readonly string[]
  /** Day (ISO) until which the open question waits for an answer. */
  readonly answerBy: string | null
  readonly versions: ReadonlyMap<string, SectionVersion>
  readonly mailboxVersion: number
  readonly display: { readonly version: number; readonly zone: string; readonly language: string }
  readonly copy: { readonly version: number; readonly answers: AnswersCopy } | null
}

interface ReplacingRow {
  state: string
  open_sections: string[]
  answer_by: string | null
  mailbox_version: number | null
  display_version: number | null
  display_body: Buffer | null
  copy_version: number | null
  copy_body: Buffer | null
}

interface VersionRow {
  section: string
  version: number
  week: string
  answers_question: boolean
}

/** Which sections were replaced, what is asked, and the records sealed to the caller alone. */
@Injectable()
export class ReadReplacing {
  constructor(private readonly sql: Sql) {}

  /** Null for a session that is over. */
  async run(me: ApplicantSession): Promise<Replacing | null> {
    const own = [me.token.hash]
    const row = await this.sql.one<ReplacingRow>(
      `SELECT state, open_sections, answer_by::text, mailbox_version, display_version, display_body, copy_version, copy_body
       FROM app.own_replacing($1)`,
      own,
    )
    if (!row) return null
    const versions = await this.sql.query<VersionRow>(
      'SELECT section, version, on_week::text AS week, answers_question FROM app.own_section_versions($1)',
      own,
    )
    return {
      state: row.state,
      openSections: row.open_sections,
      answerBy: row.answer_by,
      versions: new Map(
        versions.map(({ section, version, week, answers_question: answersQuestion }) => [
          section,
          { version, week, answersQuestion },
        ]),
      ),
      mailboxVersion: row.mailbox_version ?? 0,
      display: displayOf(me, row),
      copy: row.copy_body
        ? { version: row.copy_version ?? 0, answers: openCopy(me, row.copy_version ?? 0, row.copy_body) }
        : null,
    }
  }
}

function displayOf(me: ApplicantSession, { display_version: version, display_body: body }: ReplacingRow) {
  if (!body || version === null) return { version: 0, zone: 'UTC', language: 'en' }
  const place = { owner: me.applicationId, compartment: 'applicant', schema: 'display', version }
  const display = openRecord(place, body, me.ownKey) as { zone: string; language: string }
  return { ...display, version }
}
