import { liveStates } from '#domain/application/lifecycle.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database, Tx } from '#platform/database/database.js'
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
    `SELECT DISTINCT later.id FROM ${standingPairs('$4')} WHERE later.id = ANY ($3) AND ${visibleCondition(actor)}`,
    [...viewerValues(actor), ids, liveStates],
  )
  return new Set(rows.map(({ id }) => id))
}

/**
 * Ends the tasks to close these files; but not of one that is still the later of another pair, whoever looks. A restricted
 * file counts for nothing: a task that stays would tell of it.
 */
export async function endClosing(tx: Tx, { accountId }: StaffActor, ids: readonly string[]): Promise<void> {
  await tx.query(
    `UPDATE app.staff_task SET state = 'done', done_by = $2
     WHERE kind = 'duplicate_to_close' AND state = 'open' AND application_id = ANY ($1)
       AND application_id NOT IN (SELECT later.id FROM ${standingPairs('$3')} WHERE later.id = ANY ($1)
         AND NOT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id IN (d.first_id, d.second_id)
           AND f.kind = 'restricted' AND f.lifted_on IS NULL))`,
    [ids, accountId, liveStates],
  )
}

/** SQL: the pairs `d` of one person, both files in one of these states, of which `a` was sent before `later`. */
const standingPairs = (states: string): string => `app.duplicate_pair d
  JOIN app.application later ON later.id IN (d.first_id, d.second_id) AND later.state = ANY (${states})
  JOIN app.application a ON a.id IN (d.first_id, d.second_id) AND a.state = ANY (${states}) AND d.verdict = 'same'
    AND (a.submitted_week, a.case_number COLLATE "C") < (later.submitted_week, later.case_number COLLATE "C")`

/** The same of one file, as the code of a refusal; null where nothing stands in its way. */
export const secondProblem = async (
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  id: string,
): Promise<SecondOfPerson | null> =>
  (await secondsOfPersons(database, actor, [id])).size > 0 ? 'second_of_person' : null
