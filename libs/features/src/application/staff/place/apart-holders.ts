import { type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import { viewerValues, visibleCondition } from '../see-file.js'

/**
 * Of these the files whose person must not come beside somebody with a place, and whether this viewer sees one such. Where they
 * see none, page and refusal say no more than of a file that is stopped: that somebody has a place is not theirs to know.
 */
export async function apartFromHolders(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  ids: readonly string[],
): Promise<ReadonlyMap<string, { readonly isTold: boolean }>> {
  const rows = await database.query<{ id: string; isTold: boolean }>(
    `SELECT f.id, EXISTS (SELECT 1 FROM app.application a
       WHERE a.id IN (SELECT app.apart_holders(f.id)) AND ${visibleCondition(actor)}) AS "isTold"
     FROM unnest($3::uuid[]) f (id) WHERE app.apart_from_holder(f.id)`,
    [...viewerValues(actor), ids],
  )
  return new Map(rows.map(({ id, isTold }) => [id, { isTold }]))
}

/** `kept_apart` where this viewer may know why, else `held`: the word for being stopped, which says no more. */
export const apartWord = async (
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  id: string,
): Promise<'kept_apart' | 'held'> =>
  (await apartFromHolders(database, actor, [id])).get(id)?.isTold ? 'kept_apart' : 'held'

/** What a move answered, with the reason behind `held` where this viewer may know it. */
export const asTold = async <T, C extends string>(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  id: string,
  moved: Outcome<T, C>,
): Promise<Outcome<T, C | 'kept_apart' | 'held'>> =>
  !moved.ok && moved.code === 'held' ? refuse(await apartWord(database, actor, id)) : moved
