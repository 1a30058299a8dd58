import type { Audit } from '#platform/audit/audit.js'
import type { Tx } from '#platform/database/database.js'
import { newAccessCode, paperHash } from '#platform/vault/access.js'
import type { Directory } from '#platform/vault/directory.js'
import { changeAnnex, heldKeys, lockAnnex } from './account-keys.js'

interface Machine {
  readonly directory: Directory
  readonly audit: Audit
}

interface Renewed {
  readonly accountId: string
  /** Account id; null for the operator. */
  readonly by: string | null
}

type Renewal = { readonly code: 'ok'; readonly paper: string } | { readonly code: 'not_found' | 'last_keeper' }

/**
 * Ends what somebody's key opened (sessions, wraps, what they kept, the key, which is struck) and makes a paper. Roles and
 * assignments stay. `last_keeper` where a compartment would be left without any; then nothing changed.
 */
export async function renewAccount(tx: Tx, { directory, audit }: Machine, renewed: Renewed): Promise<Renewal> {
  const { accountId, by } = renewed
  await lockAnnex(tx)
  const keys = (await heldKeys(tx, directory, [accountId])).get(accountId) ?? []
  const [row] = await tx.query<{ code: 'ok' | 'not_found' | 'last_keeper' }[]>(
    'SELECT app.staff_renew($1, $2) AS code',
    [accountId, keys],
  )
  if (row?.code !== 'ok') return { code: row?.code ?? 'not_found' }
  await audit.record(tx, { actorId: by, verb: 'staff.keys_ended', objectId: accountId })
  const paper = await newPaper(tx, audit, renewed)
  if (keys.length > 0) await changeAnnex(tx, directory, () => directory.strike(keys))
  return { code: 'ok', paper }
}

/** A new paper in the place of any before; returns its code, which is kept as a hash. */
export async function newPaper(tx: Tx, audit: Audit, { accountId, by }: Renewed): Promise<string> {
  const code = newAccessCode()
  await tx.query('DELETE FROM app.staff_paper WHERE account_id = $1', [accountId])
  await tx.query('INSERT INTO app.staff_paper (account_id, hash, made_by) VALUES ($1, $2, $3)', [
    accountId,
    paperHash(code),
    by ?? accountId,
  ])
  await audit.record(tx, { actorId: by, verb: 'staff.paper_made', objectId: accountId })
  return code
}
