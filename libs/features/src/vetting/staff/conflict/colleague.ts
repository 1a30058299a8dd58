import type { Tx } from '#platform/database/database.js'

/** True for an account that has or had a role in this edition. */
export async function isColleague(tx: Tx, editionId: string, accountId: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>('SELECT 1 FROM app.staff_role WHERE edition_id = $1 AND account_id = $2', [
    editionId,
    accountId,
  ])
  return rows.length > 0
}
