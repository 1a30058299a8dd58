import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockToMove } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Audit } from '#platform/audit/audit.js'
import type { Tx } from '#platform/database/database.js'
import { agree, type AgreeRefusal, setDigest, takeApproval } from '../approvals.js'
import { setEntitlements } from '../entitlements.js'
import { openHarm } from '../vetting-gate.js'

/** Files of a batch whose decision still waits for the second person, in the order they were put forward. */
export async function waitingFiles(tx: Pick<Tx, 'query'>, batchId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT application_id AS id FROM app.decision WHERE batch_id = $1 AND state = 'pending' ORDER BY nth`,
    [batchId],
  )
  return rows.map(({ id }) => id)
}

/** Holds the files of a batch, before its approval and its decisions. */
export async function lockBatch(tx: Tx, batchId: string): Promise<void> {
  await lockToMove(tx, await waitingFiles(tx, batchId))
}

/**
 * The second person answers for a whole batch after reading what was drawn of it: every decision of it, or none. Refuses as
 * `agree` does: second_person_missing also for a conflict with any of the files, set_changed when one of them left, harm_open.
 */
export async function agreeToBatch(
  tx: Tx,
  actor: StaffActor,
  asked: { readonly approvalId: string; readonly batchId: string; readonly sampleRead: readonly string[] },
  audit: Audit,
): Promise<Outcome<null, AgreeRefusal | 'harm_open'>> {
  const files = await waitingFiles(tx, asked.batchId)
  const conflicts = await tx.query<unknown[]>(
    'SELECT 1 FROM app.conflict WHERE account_id = $1 AND application_id = ANY ($2) LIMIT 1',
    [actor.accountId, files],
  )
  const { sampleRead } = asked
  const agreed = await agree(tx, actor, asked.approvalId, {
    mayHold: () => conflicts.length === 0,
    sampleRead,
    set: files,
  })
  if (!agreed.ok) return agreed
  if ((await openHarm(tx, files)).length > 0) return refuse('harm_open')
  if (!(await takeApproval(tx, 'bulk_decision', asked.batchId, setDigest(files))))
    return refuse('second_person_missing')
  await tx.query(
    `UPDATE app.decision SET state = 'second_ok', second_id = $2 WHERE batch_id = $1 AND state = 'pending'`,
    [asked.batchId, actor.accountId],
  )
  await audit.recordAll(tx, linesOf(actor, 'decision.seconded', files))

  return done(null)
}

/** Takes every decision of the batch back that still waits, and what would be paid with it; the rows stay as they were superseded. */
export async function dropBatch(tx: Tx, actor: StaffActor, batchId: string, audit: Audit): Promise<void> {
  const files = await waitingFiles(tx, batchId)
  await tx.query(`UPDATE app.decision SET state = 'superseded' WHERE batch_id = $1 AND state = 'pending'`, [batchId])
  await setEntitlements(tx, actor, files, [])
  await audit.recordAll(tx, linesOf(actor, 'decision.cleared', files))
}

export const linesOf = ({ accountId }: StaffActor, verb: string, files: readonly string[], purpose = 'batch') =>
  files.map((objectId) => ({ actorId: accountId, verb, objectId, purpose }))
