import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'

/** True while a reader or translator has not said yet whether there is a conflict of interest: nothing opens before. */
export async function owesAnswer(
  database: Pick<Database, 'query'>,
  { accountId }: StaffActor,
  applicationId: string,
): Promise<boolean> {
  const rows = await database.query<unknown>(
    `SELECT 1 FROM app.assignment WHERE application_id = $1 AND account_id = $2 AND role IN ('reviewer', 'translator') AND ended_on IS NULL
       AND NOT asked_conflict`,
    [applicationId, accountId],
  )
  return rows.length > 0
}
