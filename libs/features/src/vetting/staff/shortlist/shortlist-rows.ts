import type { ReadPair } from '#domain/assignment/problem.js'
import { seenFiles } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'

type Queries = Pick<Database, 'query'>

export interface Member {
  readonly accountId: string
  readonly name: string
  /** Holds the key of what is counted. */
  readonly keepsBalance: boolean
}

/** Ids of the files the board chooses from or has chosen, as the actor sees them; a restricted one is nobody's to show here. */
export async function shortlist(queries: Queries, actor: StaffActor): Promise<string[]> {
  const files = await seenFiles(queries, actor, { where: `a.state IN ('vetting', 'board', 'invited', 'confirmed')` })
  return files
    .filter(({ facts }) => !facts.isRestricted)
    .map(({ id }) => id)
    .toSorted()
}

/** Members of the board whose role holds today, by name. */
export const boardMembers = (queries: Queries, { editionId }: StaffActor): Promise<Member[]> =>
  queries.query<Member>(
    `SELECT r.account_id AS "accountId", a.display_name AS name, EXISTS (SELECT 1 FROM app.staff_role k
         WHERE k.account_id = r.account_id AND k.edition_id = $1 AND 'balance' = ANY (k.keeper_of)) AS "keepsBalance"
     FROM app.staff_role r JOIN app.staff_account a ON a.id = r.account_id
     WHERE r.edition_id = $1 AND r.role = 'board' AND app.holds_role(r.account_id, $1, ARRAY['board'])
     ORDER BY a.display_name, a.id`,
    [editionId],
  )

/** Who reads these files for the board already, and who must not read them. */
export async function pairsStanding(
  queries: Queries,
  files: readonly string[],
): Promise<{ readonly assigned: ReadPair[]; readonly conflicting: ReadPair[] }> {
  const assigned = await queries.query<ReadPair>(
    `SELECT s.application_id AS file, s.account_id AS reader FROM app.assignment s
     WHERE s.role = 'board' AND s.ended_on IS NULL AND s.application_id = ANY ($1)`,
    [files],
  )
  const conflicting = await queries.query<ReadPair>(
    'SELECT c.application_id AS file, c.account_id AS reader FROM app.conflict c WHERE c.application_id = ANY ($1)',
    [files],
  )
  return { assigned, conflicting }
}

/** Every file with every member. */
export const filesOf = (files: readonly string[], members: readonly Member[]): ReadPair[] =>
  files.flatMap((file) => members.map(({ accountId }) => ({ file, reader: accountId })))
