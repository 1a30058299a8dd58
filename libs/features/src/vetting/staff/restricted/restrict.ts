import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { askPlanned, type Database, type Tx } from '#platform/database/database.js'
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
 * restricted once: whoever was named since stays. True where it was not restricted before.
 */
export async function restrict(tx: Tx, keys: Keys, restriction: Restriction): Promise<boolean> {
  const { applicationId, reason, by, keep } = restriction
  const added = await tx.query<unknown[]>(
    `INSERT INTO app.flag (application_id, kind, reason, set_by) SELECT $1, 'restricted', $2, $3
     WHERE NOT EXISTS (SELECT 1 FROM app.flag WHERE application_id = $1 AND kind = 'restricted' AND lifted_on IS NULL) RETURNING id`,
    [applicationId, reason, by],
  )
  if (added.length === 0) return false
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
  return true
}

/** The same by somebody with whom the file stays: a security officer is named to it. */
export async function restrictBy(
  tx: Tx,
  keys: Keys,
  actor: StaffActor,
  { applicationId, reason, keep = [] }: Omit<Restriction, 'by' | 'keep'> & Partial<Pick<Restriction, 'keep'>>,
): Promise<void> {
  const { accountId } = actor
  const isNew = await restrict(tx, keys, { applicationId, reason, by: accountId, keep: [accountId, ...keep] })
  if (isNew && hasRole(actor, 'security_officer')) await stay(tx, applicationId, accountId)
}

// A row without compartments: the officer keeps `risk` already, and what else they need a keeper assigns.
async function stay(tx: Tx, applicationId: string, accountId: string): Promise<void> {
  await tx.query(
    `INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by)
     VALUES ($1, $2, 'security_officer', '{}', $2)
     ON CONFLICT (application_id, account_id, role) WHERE ended_on IS NULL DO NOTHING`,
    [applicationId, accountId],
  )
}

/** A concern about this file that two people did not call unfounded: it stays with the leads, who decide it then. */
export async function concernStands(
  database: Pick<Database, 'prepared'> | Tx,
  applicationId: string,
): Promise<boolean> {
  const [row] = await askPlanned<{ stands: boolean }>(database, 'SELECT app.concern_stands($1) AS stands', [
    applicationId,
  ])
  return row?.stands === true
}
