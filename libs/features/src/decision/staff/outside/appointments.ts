import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'

/** One pending act somebody from outside was appointed to. No name, no case number: what they need is in their memo. */
export interface Appointment {
  readonly id: string
  /** The decision's move, or the kind of the act. */
  readonly move: string | null
  readonly kind: string | null
  readonly author: string
  /** ISO date. */
  readonly madeOn: string
  readonly memoId: string
  readonly decisionId: string | null
  readonly approvalId: string | null
  /** What the memo's record hangs on, and goes with: the file, or the act itself where it is about none. */
  readonly ownerId: string
}

/** SQL: a conflict keeps this account from the file, or an excluded country that is still to be compared may. */
export const keptFromFile = (file: string, account: string): string =>
  `(EXISTS (SELECT 1 FROM app.conflict k WHERE k.application_id = ${file} AND k.account_id = ${account})
    OR EXISTS (SELECT 1 FROM app.uncompared u WHERE u.application_id = ${file} AND u.account_id = ${account}))`

/** Acts that still wait for this person, oldest first; one of them with an id. Empty for everybody else, and of files they must not know of. */
export function appointmentsOf(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  id: string | null = null,
): Promise<Appointment[]> {
  return database.query<Appointment>(
    `SELECT o.id, d.move, p.kind, s.display_name AS author, o.made_on::text AS "madeOn", o.memo_id AS "memoId",
       o.decision_id AS "decisionId", o.approval_id AS "approvalId", coalesce(d.application_id, f.id, p.id) AS "ownerId"
     FROM app.outside_appointment o JOIN app.staff_account s ON s.id = o.author_id
       LEFT JOIN app.decision d ON d.id = o.decision_id LEFT JOIN app.approval p ON p.id = o.approval_id
       LEFT JOIN app.application f ON f.id = p.object_id
     WHERE o.account_id = $1 AND o.edition_id = $2 AND ($3::uuid IS NULL OR o.id = $3)
       AND app.holds_role($1, $2, ARRAY['outside_second'])
       AND NOT ${keptFromFile('coalesce(d.application_id, f.id)', '$1')}
       AND coalesce(d.state, p.state) = 'pending' ORDER BY o.made_on, o.id`,
    [actor.accountId, actor.editionId, id],
  )
}
