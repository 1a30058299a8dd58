import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'

/** Somebody who waits and whose last day to be invited is over; in plain, as the travel desk may know it. */
export interface LatePerson {
  readonly id: string
  readonly caseNumber: string
  readonly version: number
  readonly lastDay: string
  readonly joinedOn: string
  /** What waits for a second person: this very invitation, something else, or nothing. */
  readonly waitsFor: 'late' | 'other' | null
}

// Files are not the desk's: of one that is held, out of the line or kept from this colleague it is told nothing.
const late = `SELECT a.id, a.case_number AS "caseNumber", a.version, l.express_until::text AS "lastDay", app.joined_line_on(a.id)::text AS "joinedOn",
    (SELECT CASE d.move WHEN 'promote_late' THEN 'late' ELSE 'other' END FROM app.decision d
      WHERE d.application_id = a.id AND d.state IN ('pending', 'second_ok')) AS "waitsFor"
  FROM app.application a JOIN app.alternate_days l ON l.application_id = a.id
  WHERE a.edition_id = $1 AND a.state = 'waitlisted' AND app.is_too_late(a.id) AND app.stands_in_line(a.id)
    AND NOT EXISTS (SELECT 1 FROM app.kept_from x WHERE x.application_id = a.id AND x.account_id = $2)
  ORDER BY a.queue_number NULLS LAST, a.id`

/** In the approved order. */
export const lateRows = (database: Pick<Database, 'query'>, actor: StaffActor): Promise<LatePerson[]> =>
  database.query<LatePerson>(late, [actor.editionId, actor.accountId])
