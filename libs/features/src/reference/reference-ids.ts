import type { Tx } from '#platform/database/database.js'

/** Ids of all requests about one application: owners of the records referees wrote. */
export async function referenceIds(tx: Tx, applicationId: string): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>('SELECT id FROM app.reference WHERE application_id = $1', [
    applicationId,
  ])
  return rows.map(({ id }) => id)
}
