import type { Database } from '#platform/database/database.js'

/** Of these the files whose person gave a place up after saying yes: the line offers them no other. */
export async function whoGaveUp(
  database: Pick<Database, 'query'>,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await database.query<{ id: string }>(
    'SELECT f.id FROM unnest($1::uuid[]) f (id) WHERE app.gave_place_up(f.id)',
    [ids],
  )
  return new Set(rows.map(({ id }) => id))
}
