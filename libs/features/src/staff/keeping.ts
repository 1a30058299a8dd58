import type { Keeping } from '#domain/staff/keepers.js'
import type { Database } from '#platform/database/database.js'
import type { Directory } from '#platform/vault/directory.js'

/** Who holds a wrap of a compartment's key today, of any epoch, whatever their grants say. */
export async function keepingNow(queries: Pick<Database, 'query'>, directory: Directory): Promise<Keeping[]> {
  const rows = await queries.query<{ key_id: Buffer; account_id: string }>(
    'SELECT key_id, account_id FROM app.key_keepers() ORDER BY account_id, key_id',
  )
  return rows.flatMap(({ key_id: id, account_id: accountId }) => {
    const compartment = directory.compartmentOf(id)
    return compartment ? [{ accountId, compartment }] : []
  })
}
