import type { ApartPair } from '#domain/vetting/apart.js'
import { seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'

/**
 * "Cannot both, see security": pairs of application ids, both of which this person sees, in the order of ids, and not a word of
 * why; empty for who neither selects nor books. For the selection and its solver; rooms and pick-ups ask `mayShare` of the
 * domain with it.
 */
export async function apartPairs(database: Pick<Database, 'query'>, actor: StaffActor): Promise<ApartPair[]> {
  if (!hasRole(actor, 'board', 'coordinator', 'security_officer')) return []
  const rows = await database.query<{ first_id: string; second_id: string }>(
    'SELECT first_id, second_id FROM app.apart_pair WHERE edition_id = $1 AND ended_on IS NULL ORDER BY first_id, second_id',
    [actor.editionId],
  )
  const ids = rows.flatMap(({ first_id, second_id }) => [first_id, second_id])
  const files = await seenFiles(database, actor, { where: 'a.id = ANY ($3)', values: [ids] })
  const seen = new Set(files.map(({ id }) => id))

  return rows.flatMap(({ first_id, second_id }): ApartPair[] =>
    seen.has(first_id) && seen.has(second_id) ? [[first_id, second_id]] : [],
  )
}
