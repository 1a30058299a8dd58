import type { CodeCaseState, Recognition } from '#domain/application/code-case.js'
import { codeCaseRoles } from '#domain/application/code-case.js'
import type { Role } from '#domain/lifecycle.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import { seeFile } from '../see-file.js'

/** A lost code as staff see it. */
export interface CodeCase {
  readonly id: string
  readonly applicationId: string
  readonly caseNumber: string
  readonly state: CodeCaseState
  /** ISO date. */
  readonly openedOn: string
  /** From when a new code may be made; null before two people confirmed. */
  readonly waitUntil: Date | null
  /** That time has come. */
  readonly isDue: boolean
  readonly checks: readonly CodeCheck[]
}

export interface CodeCheck {
  readonly accountId: string
  readonly name: string
  readonly way: Recognition
}

interface CaseRow {
  id: string
  application_id: string
  case_number: string
  state: CodeCaseState
  opened_on: string
  wait_until: Date | null
  is_due: boolean
  checks: { account_id: string; name: string; way: Recognition }[] | null
}

const text = `SELECT c.id, c.application_id, a.case_number, c.state, c.opened_on::text, c.wait_until, coalesce(c.wait_until <= app.now(), false) AS is_due,
    (SELECT json_agg(json_build_object('account_id', k.account_id, 'name', s.display_name, 'way', k.way) ORDER BY s.display_name)
     FROM app.code_check k JOIN app.staff_account s ON s.id = k.account_id WHERE k.case_id = c.id) AS checks
  FROM app.code_case c JOIN app.application a ON a.id = c.application_id
  WHERE a.edition_id = $1 AND ($2::uuid IS NULL OR c.id = $2) AND ($2::uuid IS NOT NULL OR c.ended_on IS NULL)
  ORDER BY c.opened_on, a.case_number`

/** The role in which this person may recognise somebody; undefined when they may not. */
export const caseRoleOf = (actor: StaffActor): Role | undefined =>
  codeCaseRoles.find((role) => actor.roles.includes(role))

/** Open cases of files this person may see, oldest first; with an id that case alone, open or over. */
export async function seeCodeCases(
  database: Database,
  actor: StaffActor,
  id: string | null = null,
): Promise<CodeCase[]> {
  if (!caseRoleOf(actor)) return []
  const rows = await database.query<CaseRow>(text, [actor.editionId, id])
  const seen: CodeCase[] = []
  for (const row of rows) if (await seeFile(database, actor, row.application_id)) seen.push(caseOf(row))
  return seen
}

/** One case, or null for absent and forbidden alike. */
export const seeCodeCase = async (database: Database, actor: StaffActor, id: string): Promise<CodeCase | null> =>
  (await seeCodeCases(database, actor, id))[0] ?? null

const caseOf = (row: CaseRow): CodeCase => ({
  id: row.id,
  applicationId: row.application_id,
  caseNumber: row.case_number,
  state: row.state,
  openedOn: row.opened_on,
  waitUntil: row.wait_until,
  isDue: row.is_due,
  checks: (row.checks ?? []).map(({ account_id: accountId, name, way }) => ({ accountId, name, way })),
})
