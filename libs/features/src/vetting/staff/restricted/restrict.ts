import type { Tx } from '#platform/database/database.js'
import type { Directory } from '#platform/vault/directory.js'
import type { Keyring } from '#platform/vault/keyring.js'
import { settleReaderCalls } from '../reading/reader-calls.js'
import { takeWraps } from '../take-wraps.js'

/** Why a file is restricted: a class, never a word of what is feared. */
export const restrictionReasons = ['integrity', 'safety', 'staff_conflict', 'other'] as const
export type RestrictionReason = (typeof restrictionReasons)[number]

interface Keys {
  readonly keyring: Keyring
  readonly directory: Directory
}

interface Restriction {
  readonly applicationId: string
  readonly reason: RestrictionReason
  readonly by: string
  /** Whom the file stays with beside the vetting leads. */
  readonly keep: readonly string[]
}

/**
 * Takes a file out of everybody's sight but the vetting leads' and of those named, in the caller's transaction and behind
 * `lockFile`: flag, assignments, wraps. For a reader it is as any file that is given to somebody else. Restricted twice is
 * restricted once: whoever was named since stays.
 */
export async function restrict(tx: Tx, keys: Keys, restriction: Restriction): Promise<void> {
  const { applicationId, reason, by, keep } = restriction
  const added = await tx.query<unknown[]>(
    `INSERT INTO app.flag (application_id, kind, reason, set_by) SELECT $1, 'restricted', $2, $3
     WHERE NOT EXISTS (SELECT 1 FROM app.flag WHERE application_id = $1 AND kind = 'restricted' AND lifted_on IS NULL) RETURNING id`,
    [applicationId, reason, by],
  )
  if (added.length === 0) return
  const [ended] = await tx.query<[{ accountId: string }[], number]>(
    `UPDATE app.assignment SET ended_on = app.today(), ended_why = 'unassigned'
     WHERE application_id = $1 AND ended_on IS NULL AND role <> 'vetting_lead' AND account_id <> ALL ($2) RETURNING account_id AS "accountId"`,
    [applicationId, keep],
  )
  await takeWraps(
    tx,
    keys,
    ended.map(({ accountId }) => ({ applicationId, accountId })),
  )
  await settleReaderCalls(tx, applicationId)
}
