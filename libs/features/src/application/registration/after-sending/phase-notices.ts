import type { Sql } from '#platform/database/sql.js'
import type { ApplicantSession } from '../applicant-session.js'

/** What the undecided are told when their wave enters a phase. */
export interface PhaseNotice {
  readonly phase: string
  /** Last day of the phase, ISO date; null while it has none. */
  readonly untilOn: string | null
  /** Rounded; null when there are too few to name a number. */
  readonly about: number | null
}

interface NoticeRow {
  subject_version: number
  phase: string
  until_on: string | null
  about: number | null
}

/** Notices of the caller's wave by the number their inbox lines bear. */
export async function phaseNotices(sql: Sql, me: ApplicantSession): Promise<ReadonlyMap<number, PhaseNotice>> {
  const rows = await sql.query<NoticeRow>(
    'SELECT subject_version, phase, until_on::text, about FROM app.own_notices($1)',
    [me.token.hash],
  )
  return new Map(
    rows.map(({ subject_version: number, phase, until_on: untilOn, about }) => [number, { phase, untilOn, about }]),
  )
}
