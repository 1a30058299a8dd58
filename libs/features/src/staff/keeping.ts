import type { Keeping } from '#domain/staff/keepers.js'
import type { Database } from '#platform/database/database.js'
import type { Directory } from '#platform/vault/directory.js'
import { keyId } from '#platform/vault/keys.js'

interface HeldKey {
  readonly key_id: Buffer
  readonly account_id: string
}

/** Who holds a wrap of a compartment's key today, of any epoch, whatever their grants say. */
export const keepingNow = (queries: Pick<Database, 'query'>, directory: Directory): Promise<Keeping[]> =>
  keepingOf(queries, directory, () => true)

/** The same of the newest epochs alone: who opens what is sealed today. */
export const keepingNewest = (queries: Pick<Database, 'query'>, directory: Directory): Promise<Keeping[]> =>
  keepingOf(queries, directory, ({ compartment }, id) => keyId(directory.compartmentKey(compartment)).equals(id))

async function keepingOf(
  queries: Pick<Database, 'query'>,
  directory: Directory,
  counts: (keeping: Keeping, id: Buffer) => boolean,
): Promise<Keeping[]> {
  const rows = await queries.query<HeldKey>(
    'SELECT key_id, account_id FROM app.key_keepers() ORDER BY account_id, key_id',
  )
  return rows.flatMap(({ key_id: id, account_id: accountId }) => {
    const compartment = directory.compartmentOf(id)
    return compartment && counts({ accountId, compartment }, id) ? [{ accountId, compartment }] : []
  })
}
