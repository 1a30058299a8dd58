import type { StaffActor } from '#features/staff/index.orm.js'
import { recordLines } from '#platform/audit/audit.js'
import type { Tx } from '#platform/database/database.js'

/**
 * Makes these and no others the support lines of each file, within the decision's own transaction and behind their locks:
 * one line of the log for each that comes or goes, none for what stays.
 */
export async function setEntitlements(
  tx: Tx,
  { accountId }: StaffActor,
  files: readonly string[],
  lines: readonly string[],
): Promise<void> {
  const [removed] = await tx.query<[Entitled[], number]>(
    `UPDATE app.entitlement SET removed_on = app.today() WHERE application_id = ANY ($1) AND removed_on IS NULL
       AND NOT category = ANY ($2) RETURNING application_id AS "objectId", category AS purpose`,
    [files, lines],
  )
  const added = await tx.query<Entitled[]>(
    `INSERT INTO app.entitlement (application_id, category) SELECT file, line FROM unnest($1::uuid[]) file, unnest($2::text[]) line
     ON CONFLICT DO NOTHING RETURNING application_id AS "objectId", category AS purpose`,
    [files, lines],
  )
  await recordLines(tx, [
    ...removed.map((row) => ({ ...row, actorId: accountId, verb: 'entitlement.removed' })),
    ...added.map((row) => ({ ...row, actorId: accountId, verb: 'entitlement.granted' })),
  ])
}

interface Entitled {
  readonly objectId: string
  /** The line, a code. */
  readonly purpose: string
}
