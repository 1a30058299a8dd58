import { liveStates } from '#domain/application/lifecycle.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import { viewerValues, visibleCondition } from '../see-file.js'

/** Why a file does not go on: a person judged it the later one of two that are one person's. */
export type SecondOfPerson = 'second_of_person'

/**
 * Of these files the later ones of a person, as long as both are live and the judgement stands. A file the viewer does not see
 * counts for nothing: a refusal would tell of it.
 */
export async function secondsOfPersons(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  ids: readonly string[],
): Promise<Set<string>> {
  const rows = await database.query<{ id: string }>(
    `SELECT DISTINCT later.id FROM app.duplicate_pair d
       JOIN app.application later ON later.id IN (d.first_id, d.second_id)
       JOIN app.application a ON a.id IN (d.first_id, d.second_id) AND a.id <> later.id
     WHERE ${visibleCondition(actor)} AND d.verdict = 'same' AND later.id = ANY ($3) AND a.state = ANY ($4) AND later.state = ANY ($4)
       AND (a.submitted_week, a.case_number COLLATE "C") < (later.submitted_week, later.case_number COLLATE "C")`,
    [...viewerValues(actor), ids, liveStates],
  )
  return new Set(rows.map(({ id }) => id))
}

/** The same of one file, as the code of a refusal; null where nothing stands in its way. */
export const secondProblem = async (
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  id: string,
): Promise<SecondOfPerson | null> =>
  (await secondsOfPersons(database, actor, [id])).size > 0 ? 'second_of_person' : null
