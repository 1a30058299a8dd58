import type { StaffActor } from '#features/staff/index.orm.js'
import { recordLine } from '#platform/audit/audit.js'
import type { Tx } from '#platform/database/database.js'

/**
 * Makes these and no others the support lines of a file, within the decision's own transaction and behind the file's lock:
 * one line of the log for each that comes or goes, none for what stays.
 */
export async function setEntitlements(
  tx: Tx,
  { accountId }: StaffActor,
  applicationId: string,
  lines: readonly string[],
): Promise<void> {
  const [removed] = await tx.query<[{ category: string }[], number]>(
    `UPDATE app.entitlement SET removed_on = app.today() WHERE application_id = $1 AND removed_on IS NULL
       AND NOT category = ANY ($2) RETURNING category`,
    [applicationId, lines],
  )
  const added = await tx.query<{ category: string }[]>(
    `INSERT INTO app.entitlement (application_id, category) SELECT $1, line FROM unnest($2::text[]) line
     ON CONFLICT DO NOTHING RETURNING category`,
    [applicationId, lines],
  )
  const act = { actorId: accountId, objectId: applicationId }
  for (const { category } of removed) await recordLine(tx, { ...act, verb: 'entitlement.removed', purpose: category })
  for (const { category } of added) await recordLine(tx, { ...act, verb: 'entitlement.granted', purpose: category })
}
