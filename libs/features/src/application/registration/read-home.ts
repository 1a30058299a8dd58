import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { openRecord, openWithPair } from '#platform/vault/record.js'
import { type PhaseNotice, phaseNotices } from './after-sending/phase-notices.js'
import { readWording } from './own/wording.js'
import { readStanding, type Standing } from './own/standing.js'
import type { ApplicantSession } from './applicant-session.js'

/** One message of the inbox. `kind` is a neutral class; `text` is there only for what a person wrote. */
export interface InboxMessage {
  readonly id: string
  readonly kind: string
  readonly isNew: boolean
  readonly text: string | null
  /** Answers a question is about, where staff sent them along; never of the safety part. */
  readonly quoted: readonly Quoted[]
  /** For the kind `phase_notice`: what is told to everybody who waits. */
  readonly notice: PhaseNotice | null
}

export interface Quoted {
  readonly language?: string
  readonly question: string
  readonly lines: readonly string[]
}

export interface OwnTask {
  readonly id: string
  readonly task: string
  readonly state: 'open' | 'done'
  readonly dueOn: string | null
  readonly version: number
}

/** The home page's facts. Instants are UTC, to be shown in `zone`; days are ISO dates. */
export interface Home extends Standing {
  readonly state: string
  readonly caseNumber: string
  /** Code of the words that go with the answer; '' for none. */
  readonly wording: string
  readonly zone: string
  readonly deadlineAt: Date | null
  readonly expiresAt: Date | null
  readonly takeBackUntil: Date | null
  readonly identityVersion: number | null
  readonly visa: {
    readonly path: string
    readonly earliestOn: string | null
    readonly safeOn: string | null
    readonly legalOn: string | null
  } | null
  readonly messages: readonly InboxMessage[]
  readonly tasks: readonly OwnTask[]
  readonly now: Date
}

interface HomeRow {
  state: string
  case_number: string
  deadline_at: Date | null
  expires_at: Date | null
  take_back_until: Date | null
  identity_version: number | null
  visa_path: string | null
  earliest_on: string | null
  safe_on: string | null
  legal_on: string | null
  display_body: Buffer | null
  display_version: number
  now: Date
}

interface TaskRow {
  id: string
  task: string
  state: 'open' | 'done'
  due_on: string | null
  version: number
}

interface MessageRow {
  id: string
  kind: string
  subject_version: number
  is_new: boolean
  body: Buffer | null
  wrap: Buffer | null
  record_version: number
  schema_id: string
}

const noticeKind = 'phase_notice'

/** State, open answer, inbox and tasks of the caller's own file. */
@Injectable()
export class ReadHome {
  constructor(private readonly sql: Sql) {}

  /** Messages newest first, tasks open first then by day. */
  async run(me: ApplicantSession): Promise<Home | null> {
    const own = [me.token.hash]
    const row = await this.sql.one<HomeRow>(
      `SELECT state, case_number, deadline_at, expires_at, take_back_until, identity_version, visa_path, earliest_on::text,
         safe_on::text, legal_on::text, display_body, display_version, now FROM app.own_home($1)`,
      own,
    )
    if (!row) return null
    const messages = await this.sql.query<MessageRow>('SELECT * FROM app.own_inbox($1)', own)
    const notices = messages.some(({ kind }) => kind === noticeKind)
      ? await phaseNotices(this.sql, me)
      : new Map<number, PhaseNotice>()
    const tasks = await this.sql.query<TaskRow>(
      'SELECT id, task, state, due_on::text, version FROM app.own_tasks($1)',
      own,
    )

    return {
      state: row.state,
      caseNumber: row.case_number,
      wording: await readWording(this.sql, me, row.state),
      zone: zoneOf(row, me),
      deadlineAt: row.deadline_at,
      expiresAt: row.expires_at,
      takeBackUntil: row.take_back_until,
      identityVersion: row.identity_version,
      visa: row.visa_path
        ? { path: row.visa_path, earliestOn: row.earliest_on, safeOn: row.safe_on, legalOn: row.legal_on }
        : null,
      messages: messages.map((message) => ({
        id: message.id,
        kind: message.kind,
        isNew: message.is_new,
        ...writtenIn(message, me),
        notice: message.kind === noticeKind ? (notices.get(message.subject_version) ?? null) : null,
      })),
      tasks: tasks.map(({ due_on: dueOn, ...task }) => ({ ...task, dueOn })),
      ...(await readStanding(this.sql, me)),
      now: row.now,
    }
  }
}

// Until the display record can be opened, times are shown in UTC.
function zoneOf(row: HomeRow, me: ApplicantSession): string {
  if (!row.display_body) return 'UTC'
  const place = { owner: me.applicationId, compartment: 'applicant', schema: 'display', version: row.display_version }
  const display = openRecord(place, row.display_body, me.ownKey) as { zone?: string }
  return display.zone ?? 'UTC'
}

function writtenIn(row: MessageRow, me: ApplicantSession): Pick<InboxMessage, 'text' | 'quoted'> {
  if (!row.body || !row.wrap) return { text: null, quoted: [] }
  const place = {
    owner: me.applicationId,
    compartment: 'applicant',
    schema: row.schema_id,
    version: row.record_version,
  }
  const written = openWithPair(place, row.body, row.wrap, me.pair) as { text: string; quoted?: readonly Quoted[] }
  return { text: written.text, quoted: written.quoted ?? [] }
}
