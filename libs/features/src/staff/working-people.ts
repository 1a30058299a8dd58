import type { Person } from '#domain/staff/readiness.js'
import type { Database } from '#platform/database/database.js'
import type { Directory } from '#platform/vault/directory.js'

/**
 * Who works in an edition, with their grants there, by name. Whose key nobody signed, or nobody signs any more, can be given
 * nothing: they do not count. The worker reads logins, and no names.
 */
export async function workingPeople(
  queries: Pick<Database, 'query'>,
  directory: Directory,
  editionId: string,
  name: 'display_name' | 'login' = 'display_name',
): Promise<Person[]> {
  const rows = await queries.query<Omit<Person, 'keyUntil'>>(
    `SELECT a.id AS "accountId", a.${name} AS name,
       jsonb_agg(jsonb_build_object('role', r.role, 'endsOn', r.ends_on, 'keeperOf', r.keeper_of) ORDER BY r.role) AS grants
     FROM app.staff_account a JOIN app.staff_role r ON r.account_id = a.id AND r.edition_id = $1
     WHERE a.state = 'active' GROUP BY a.id, a.${name} ORDER BY a.${name}, a.id`,
    [editionId],
  )
  return rows
    .filter(({ accountId }) => directory.signedStaffKey(accountId))
    .map((row) => ({ ...row, keyUntil: directory.lastDayOf(row.accountId) ?? null }))
}
