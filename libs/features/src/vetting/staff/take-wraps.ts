import { referenceIds } from '#features/reference/index.orm.js'
import { heldKeys } from '#features/staff/index.orm.js'
import type { Tx } from '#platform/database/database.js'
import type { Directory } from '#platform/vault/directory.js'
import type { Keyring } from '#platform/vault/keyring.js'
import type { Pair } from './conflict/conflict-facts.js'
import { translatorSchemas } from './translation/translation-records.js'

interface Keys {
  readonly keyring: Keyring
  readonly directory: Directory
}

interface Taken extends Pair {
  /** Compartments no assignment of theirs gives any more; null where none of them is left. */
  readonly only: readonly string[] | null
  /** The file is still theirs to translate. */
  readonly translates: boolean
}

/**
 * Deletes what opens a file to colleagues it was taken from, and what its referees wrote, in the transaction in which their
 * assignments end: wraps to every key of theirs, signed today or not. Whoever still has the file in another role keeps what
 * that role reads; whoever still translates it, what they translate from and wrote.
 */
export async function takeWraps(tx: Tx, { keyring, directory }: Keys, pairs: readonly Pair[]): Promise<void> {
  const gone = await tx.query<Taken[]>(
    `SELECT p.file AS "applicationId", p.account AS "accountId", CASE WHEN h.has THEN
       ARRAY(SELECT unnest(e.compartments) FROM app.assignment e WHERE e.application_id = p.file AND e.account_id = p.account AND e.ended_on IS NOT NULL
         EXCEPT SELECT unnest(s.compartments) FROM app.assignment s WHERE s.application_id = p.file AND s.account_id = p.account AND s.ended_on IS NULL)
       END AS only, h.translates
     FROM unnest($1::uuid[], $2::uuid[]) p (file, account), LATERAL (SELECT count(*) > 0 AS has, coalesce(bool_or(s.role = 'translator'), false) AS translates FROM app.assignment s
       WHERE s.application_id = p.file AND s.account_id = p.account AND s.ended_on IS NULL) h`,
    [pairs.map(({ applicationId }) => applicationId), pairs.map(({ accountId }) => accountId)],
  )
  const keys = await heldKeys(tx, directory, [...new Set(gone.map(({ accountId }) => accountId))])
  const references = await referenceIds(tx, [...new Set(gone.map(({ applicationId }) => applicationId))])
  await keyring.unshareAll(
    tx,
    gone.flatMap(({ applicationId, accountId, only, translates }) => {
      const owners = [applicationId, ...(references.get(applicationId) ?? [])]
      const but = translates ? { author: accountId, schemas: translatorSchemas } : null
      return (keys.get(accountId) ?? []).flatMap((from) => owners.map((owner) => ({ owner, from, only, but })))
    }),
  )
}
