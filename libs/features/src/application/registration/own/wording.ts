import type { Sql } from '#platform/database/sql.js'
import type { ApplicantSession } from '../applicant-session.js'

const answered: readonly string[] = ['rejected', 'waitlisted']

/** Code of the safe words that go with an answer of ours; '' while there is none, or where it bears none. */
export async function readWording(sql: Sql, me: ApplicantSession, state: string): Promise<string> {
  if (!answered.includes(state)) return ''
  const row = await sql.one<{ wording: string }>('SELECT app.own_wording($1) AS wording', [me.token.hash])

  return row?.wording ?? ''
}
