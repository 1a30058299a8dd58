import type { Database } from '#platform/database/database.js'

/** True for an account that has or had a role in this edition. */
export async function isColleague(
  queries: Pick<Database, 'query'>,
  editionId: string,
  accountId: string,
): Promise<boolean> {
  const rows = await queries.query<unknown>('SELECT 1 FROM app.staff_role WHERE edition_id = $1 AND account_id = $2', [
    editionId,
    accountId,
  ])
  return rows.length > 0
}
