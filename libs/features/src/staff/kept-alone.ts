import { type Compartment, isCompartment } from '#domain/compartment.js'
import type { Database } from '#platform/database/database.js'

interface Grant {
  readonly accountId: string
  readonly editionId: string
  readonly role: string
}

/** Compartments a person keeps by this grant and by no other live one, of whatever edition: what ends with it. */
export async function keptByGrantAlone(
  queries: Pick<Database, 'query'>,
  { accountId, editionId, role }: Grant,
): Promise<Compartment[]> {
  const rows = await queries.query<{ name: string }>(
    `SELECT unnest(keeper_of) AS name FROM app.staff_role WHERE account_id = $1 AND edition_id = $2 AND role = $3
     EXCEPT SELECT unnest(keeper_of) FROM app.staff_role
       WHERE account_id = $1 AND (edition_id, role) <> ($2, $3) AND (ends_on IS NULL OR ends_on >= app.today())`,
    [accountId, editionId, role],
  )
  return rows.map(({ name }) => name).filter(isCompartment)
}
