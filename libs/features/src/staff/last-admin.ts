import type { Tx } from '#platform/database/database.js'

/** Whether nobody works as an admin whose role has no last day: a day that passes must not leave none. `without`: as if gone. */
export async function isWithoutAdmin(tx: Tx, without: string | null = null): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM app.staff_role r JOIN app.staff_account a ON a.id = r.account_id
     WHERE r.role = 'admin' AND a.state = 'active' AND r.ends_on IS NULL AND a.id IS DISTINCT FROM $1`,
    [without],
  )
  return rows.length === 0
}
