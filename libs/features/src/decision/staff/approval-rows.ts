import type { StaffActor } from '#features/staff/index.orm.js'
import { recordLine } from '#platform/audit/audit.js'
import type { Tx } from '#platform/database/database.js'

/** What two people agreed to. */
export interface Approval {
  readonly id: string
  readonly kind: string
  readonly objectId: string
  readonly authorId: string
  readonly secondId: string
}

interface PendingApproval extends Omit<Approval, 'secondId'> {
  readonly setDigest: Buffer | null
  readonly seed: string
  readonly sample: readonly string[]
}

/** SQL: of an act that is for one day, that day is today. */
export const isOfToday = (row: string): string => `(${row}.kind <> 'more_openings' OR ${row}.made_on = app.today())`

/** The row that waits, locked until the transaction ends. */
export async function pendingApproval(tx: Tx, editionId: string, id: string): Promise<PendingApproval | undefined> {
  const [row] = await tx.query<PendingApproval[]>(
    `SELECT id, kind, object_id AS "objectId", author_id AS "authorId", set_digest AS "setDigest", seed, sample
     FROM app.approval p WHERE id = $1 AND edition_id = $2 AND state = 'pending' AND ${isOfToday('p')} FOR UPDATE`,
    [id, editionId],
  )
  return row
}

/** Id of the one that is open for this object and set. */
export async function liveApproval(tx: Tx, kind: string, objectId: string, digest: Buffer | null): Promise<string> {
  const [row] = await tx.query<{ id: string }[]>(
    `SELECT id FROM app.approval WHERE kind = $1 AND object_id = $2 AND set_digest IS NOT DISTINCT FROM $3
       AND state IN ('pending', 'agreed')`,
    [kind, objectId, digest],
  )
  return row?.id ?? ''
}

/** Writes what the second person said, and which files they read where some were drawn. */
export async function settle(
  tx: Tx,
  { accountId }: StaffActor,
  { id, kind, objectId, authorId, sample }: PendingApproval,
  { state, verb }: { readonly state: 'agreed' | 'refused'; readonly verb: string },
): Promise<Approval> {
  await tx.query('UPDATE app.approval SET state = $2, second_id = $3, sample_ok = $4, sample = $5 WHERE id = $1', [
    id,
    state,
    accountId,
    sample.length > 0 ? state === 'agreed' : null,
    sample,
  ])
  await recordLine(tx, { actorId: accountId, verb, objectId, purpose: kind })

  return { id, kind, objectId, authorId, secondId: accountId }
}
