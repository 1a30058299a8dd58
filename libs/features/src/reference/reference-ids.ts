import { grouped } from '#domain/grouped.js'
import type { Tx } from '#platform/database/database.js'

/** Ids of all requests about these applications, by application: owners of the records referees wrote. */
export async function referenceIds(tx: Tx, applicationIds: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await tx.query<{ id: string; application_id: string }[]>(
    'SELECT id, application_id FROM app.reference WHERE application_id = ANY ($1)',
    [applicationIds],
  )
  const byFile = grouped(rows, ({ application_id }) => application_id)
  return new Map([...byFile].map(([file, some]) => [file, some.map(({ id }) => id)]))
}
