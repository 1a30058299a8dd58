import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { Fault } from '#platform/fault.js'
import type { ApplicantSession } from '../applicant-session.js'

/** What stands beside the state of one's own file. */
export interface Standing {
  /** The person paused everything. */
  readonly isPaused: boolean
  /** Somebody asked staff for a new code of this file. */
  readonly hasCodeCase: boolean
  /** On the waitlist: whether we wait for the person's word that they still want to come. Null for who is not on it. */
  readonly isAsked: boolean | null
}

/** Fault `not_found` when the session ended meanwhile. */
export async function readStanding(sql: Sql, me: ApplicantSession): Promise<Standing> {
  const row = await sql.one<{ is_paused: boolean; has_code_case: boolean; is_asked: boolean | null }>(
    'SELECT is_paused, has_code_case, is_asked FROM app.own_standing($1)',
    [me.token.hash],
  )
  if (!row) throw new Fault('not_found')
  return { isPaused: row.is_paused, hasCodeCase: row.has_code_case, isAsked: row.is_asked }
}

@Injectable()
export class ReadStanding {
  constructor(private readonly sql: Sql) {}

  run(me: ApplicantSession): Promise<Standing> {
    return readStanding(this.sql, me)
  }
}
