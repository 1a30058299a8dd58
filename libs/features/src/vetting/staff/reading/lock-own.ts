import { lockFile } from '#features/application/index.orm.js'
import type { Tx } from '#platform/database/database.js'

/**
 * Holds a file its reader writes about until the transaction ends. Its state behind the lock, by which the act is judged: it may
 * have moved since the page was read. Null where the reader has it no more, has not said whether there is a conflict, or its phase is
 * over for readers.
 */
export async function lockOwn(tx: Tx, applicationId: string, accountId: string): Promise<string | null> {
  await lockFile(tx, applicationId)
  const [row] = await tx.query<{ state: string }[]>(
    `SELECT a.state FROM app.application a JOIN app.assignment s ON s.application_id = a.id
       AND s.account_id = $2 AND s.role = 'reviewer' AND s.ended_on IS NULL AND s.asked_conflict
     WHERE a.id = $1 AND NOT a.wave = ANY (app.waves_closed_to_readers(a.edition_id))`,
    [applicationId, accountId],
  )
  return row?.state ?? null
}
