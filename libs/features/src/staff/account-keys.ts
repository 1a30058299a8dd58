import { Fault } from '#platform/fault.js'
import type { Tx } from '#platform/database/database.js'
import type { Directory } from '#platform/vault/directory.js'

/**
 * Public keys whose wraps belong to these colleagues, by account id: what their account says, and what the directory names
 * while it does. For taking wraps away only; what is given goes to a signed key.
 */
export async function heldKeys(
  tx: Tx,
  directory: Directory,
  accountIds: readonly string[],
): Promise<Map<string, Buffer[]>> {
  const rows = await tx.query<{ id: string; public_key: Buffer | null }[]>(
    'SELECT id, public_key FROM app.staff_account WHERE id = ANY ($1)',
    [accountIds],
  )
  return new Map(
    rows.map(({ id, public_key: own }) => {
      const named = directory.signedStaffKey(id)
      const isOther = named !== undefined && !(own && named.equals(own))
      return [id, [...(own ? [own] : []), ...(isOther ? [named] : [])]]
    }),
  )
}

/**
 * Changes the annex behind its lock, one process at a time, as the last act of a transaction: should that fail to commit, a
 * key is struck or signed a moment early and the act can be repeated. Fault `annex_rolled_back`.
 */
export async function changeAnnex(tx: Tx, directory: Directory, change: () => number): Promise<void> {
  const known = await lockAnnex(tx)
  if (directory.annexVersion() < known) throw new Fault('annex_rolled_back')
  await tx.query('UPDATE app.annex_head SET version = $1', [change()])
}

/**
 * Nobody's key, role or account ends until the transaction ends. Whoever wraps something to a colleague begins here,
 * before any file, as removals, renewals and ends of roles begin at `lockAnnex`: so what is judged of a colleague
 * afterwards holds until the wraps are committed, and an end that waited finds them. Those who wrap do not wait for each
 * other. The keys that are signed are read anew. Fault `annex_rolled_back`.
 */
export async function holdKeys(tx: Tx, keys: Pick<Directory, 'annexVersion'>): Promise<void> {
  const [head] = await tx.query<{ version: number }[]>('SELECT version FROM app.annex_head FOR SHARE')
  if (keys.annexVersion() < (head?.version ?? 0)) throw new Fault('annex_rolled_back')
}

/** Nobody else adds or ends keys of staff until the transaction ends. Returns the version that was written last. */
export async function lockAnnex(tx: Tx): Promise<number> {
  const [head] = await tx.query<{ version: number }[]>('SELECT version FROM app.annex_head FOR UPDATE')
  return head?.version ?? 0
}
