import type { Database, Tx } from '#platform/database/database.js'

/** What the desk may know of a case without opening anything. Days are ISO dates. */
export interface VisaCaseRow {
  readonly participation_id: string
  readonly application_id: string
  readonly case_number: string
  readonly state: string
  readonly visa_path: 'required' | 'not_required' | 'manual' | null
  readonly earliest_on: string | null
  readonly safe_on: string | null
  readonly legal_on: string | null
  readonly waiting_for: 'identity_form' | 'dates_changed' | 'rules_changed' | null
  readonly waiting_since: string | null
  readonly identity_version: number
  readonly version: number
  readonly arrival_on: string
  readonly departure_on: string
  readonly appointment_on: string | null
  readonly lodged_on: string | null
  readonly decided_on: string | null
  readonly today: string
}

export interface VisaStepRow {
  readonly version: number
  readonly move: string
  readonly from_state: string
  readonly to_state: string
  readonly source: string
  readonly on_day: string
  readonly happened_on: string | null
  readonly author: string | null
}

const columns = `c.participation_id, a.id AS application_id, a.case_number, c.state, c.visa_path, c.earliest_on::text, c.safe_on::text,
  c.legal_on::text, c.waiting_for, c.waiting_since::text, c.identity_version, c.version, e.arrival_on::text, e.departure_on::text,
  c.appointment_on::text, c.lodged_on::text, c.decided_on::text, app.today()::text AS today`

// A colleague who is kept from the file does not see the case at all.
const visible = `FROM app.visa_case c JOIN app.participation p ON p.id = c.participation_id JOIN app.application a ON a.id = p.application_id
  JOIN app.edition e ON e.id = p.edition_id
  WHERE p.edition_id = $1 AND a.state = 'confirmed'
    AND NOT EXISTS (SELECT 1 FROM app.kept_from x WHERE x.application_id = a.id AND x.account_id = $2)`

/** Cases of an edition that this colleague may see; those that wait longest first. */
export const visaCaseRows = (
  database: Database,
  viewer: { editionId: string; accountId: string },
  waitingOnly: boolean,
): Promise<VisaCaseRow[]> =>
  database.query<VisaCaseRow>(
    `SELECT ${columns} ${visible} AND (c.waiting_for IS NOT NULL OR NOT $3)
     ORDER BY c.waiting_since NULLS LAST, a.case_number LIMIT 500`,
    [viewer.editionId, viewer.accountId, waitingOnly],
  )

/** One case, or undefined where this colleague sees none. */
export async function visaCaseRow(
  tx: Tx,
  viewer: { editionId: string; accountId: string },
  participationId: string,
): Promise<VisaCaseRow | undefined> {
  const rows = await tx.query<VisaCaseRow[]>(`SELECT ${columns} ${visible} AND c.participation_id = $3`, [
    viewer.editionId,
    viewer.accountId,
    participationId,
  ])
  return rows[0]
}

/** Every step of a case, newest first. */
export const visaStepRows = (database: Database, participationId: string): Promise<VisaStepRow[]> =>
  database.query<VisaStepRow>(
    `SELECT s.version, s.move, s.from_state, s.to_state, s.source, s.on_day::text, s.happened_on::text, a.display_name AS author
     FROM app.visa_step s LEFT JOIN app.staff_account a ON a.id = s.actor_id WHERE s.participation_id = $1 ORDER BY s.version DESC`,
    [participationId],
  )
