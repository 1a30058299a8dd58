import type { Step } from '#domain/selection/choose/relax.js'
import type { InputWarning } from '#domain/selection/input/check.js'
import type { Finding } from '#domain/selection/input/finding.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database, Tx } from '#platform/database/database.js'
import { solverVersion } from '#platform/solver/solver-version.js'
import { pageOfLists } from '../list/list-rows.js'
import type { Chosen } from './chooser-job.js'

export type RunState = 'computing' | 'failed' | 'done' | 'cancelled'
export type RunFailure = 'unfit' | 'no_selection' | 'cannot_relax' | 'nothing_found' | 'interrupted' | 'fault'

/** What a failed run tells: what is wrong with the rules, or the cheapest change of them under which a list exists. */
export type RunFinding = Finding<string> | Step

export interface RunRow {
  readonly id: string
  readonly number: number
  readonly listId: string
  readonly listName: string
  readonly settingsNumber: number
  readonly places: number
  /** Places that no candidate could take. */
  readonly leftFree: number
  readonly seed: string
  readonly solverVersion: string
  readonly madeBy: string
  /** ISO date. */
  readonly madeOn: string
  readonly state: RunState
  readonly step: 'reading' | 'solving' | 'explaining' | 'ended'
  readonly failure: RunFailure | null
  readonly findings: readonly RunFinding[]
  /** What the rules left out before anything was chosen. */
  readonly warnings: readonly Finding<InputWarning>[]
  readonly isProven: boolean | null
  /** Hundredths of a score. */
  readonly total: number | null
  readonly bound: number | null
  readonly inputDigest: string | null
  readonly resultDigest: string | null
  readonly resultList: string | null
}

type Queries = Pick<Database, 'query'>

const isOver = `r.state = 'computing' AND r.computing_until < app.now()`
const columns = `r.id, r.number, r.list_id AS "listId", l.name AS "listName", r.settings_number AS "settingsNumber", r.places,
  r.left_free AS "leftFree", r.seed,
  r.solver_version AS "solverVersion", a.display_name AS "madeBy", r.made_on::text AS "madeOn", r.step, r.findings, r.warnings,
  CASE WHEN ${isOver} THEN 'failed' ELSE r.state END AS state, CASE WHEN ${isOver} THEN 'interrupted' ELSE r.failure END AS failure,
  r.is_proven AS "isProven", r.total, r.bound, r.input_digest AS "inputDigest", r.result_digest AS "resultDigest",
  r.result_list AS "resultList"`
const from = `FROM app.board_run r JOIN app.board_list l ON l.id = r.list_id JOIN app.staff_account a ON a.id = r.made_by`

/** The edition's runs, the newest first, and one more than a page of them; those before the one of a number. */
export const latestRuns = (queries: Queries, actor: StaffActor, before?: number): Promise<RunRow[]> =>
  queries.query<RunRow>(
    `SELECT ${columns} ${from} WHERE r.edition_id = $1 AND ($2::integer IS NULL OR r.number < $2)
     ORDER BY r.number DESC LIMIT ${pageOfLists + 1}`,
    [actor.editionId, before ?? null],
  )

/** One run of the actor's edition, or null. */
export async function runRow(queries: Queries, actor: StaffActor, id: string): Promise<RunRow | null> {
  const [row] = await queries.query<RunRow>(`SELECT ${columns} ${from} WHERE r.edition_id = $1 AND r.id = $2`, [
    actor.editionId,
    id,
  ])
  return row ?? null
}

export interface NewRun {
  readonly listId: string
  readonly settingsNumber: number
  readonly places: number
  readonly seed: string
  readonly seconds: number
  readonly warnings: RunRow['warnings']
}

/** A run begins; null while another one of the edition is on. One whose process ended under it is over. */
export async function beginRun(tx: Tx, actor: StaffActor, run: NewRun): Promise<string | null> {
  await tx.query(
    `UPDATE app.board_run SET state = 'failed', failure = 'interrupted', step = 'ended'
     WHERE edition_id = $1 AND state = 'computing' AND computing_until < app.now()`,
    [actor.editionId],
  )
  const [row] = await tx.query<{ id: string }[]>(
    `INSERT INTO app.board_run (edition_id, list_id, settings_number, places, seed, solver_version, made_by, computing_until, warnings)
     VALUES ($1, $2, $3, $4, $5, $6, $7, app.now() + make_interval(secs => $8), $9) ON CONFLICT DO NOTHING RETURNING id`,
    [
      actor.editionId,
      run.listId,
      run.settingsNumber,
      run.places,
      run.seed,
      solverVersion,
      actor.accountId,
      run.seconds,
      JSON.stringify(run.warnings),
    ],
  )
  return row?.id ?? null
}

export const keepStep = (queries: Queries, id: string, step: RunRow['step']): Promise<unknown> =>
  queries.query(`UPDATE app.board_run SET step = $2 WHERE id = $1 AND state = 'computing'`, [id, step])

/** A run that ended without a list. */
export const failRun = (
  queries: Queries,
  id: string,
  { failure, findings = [] }: { readonly failure: RunFailure; readonly findings?: readonly RunFinding[] },
): Promise<unknown> =>
  queries.query(
    `UPDATE app.board_run SET state = 'failed', failure = $2, findings = $3, step = 'ended' WHERE id = $1 AND state = 'computing'`,
    [id, failure, JSON.stringify(findings)],
  )

/** Given up by a person; false when it had ended. */
export async function cancelRun(tx: Tx, id: string): Promise<boolean> {
  const [rows] = await tx.query<[unknown[], number]>(
    `UPDATE app.board_run SET state = 'cancelled', step = 'ended' WHERE id = $1 AND state = 'computing' RETURNING id`,
    [id],
  )
  return rows.length > 0
}

/** What a run found, with the list made of it; call it under the run's lock. */
export async function keepRun(tx: Tx, id: string, found: Chosen, resultList: string): Promise<void> {
  await tx.query(
    `UPDATE app.board_run SET state = 'done', step = 'ended', is_proven = $2, total = $3, bound = $4, input_digest = $5,
       result_digest = $6, result_list = $7, left_free = places - $8 WHERE id = $1`,
    [
      id,
      found.isProven,
      found.total,
      found.bound,
      found.inputDigest,
      found.resultDigest,
      resultList,
      found.chosen.length,
    ],
  )
  const standings = found.standings.filter(([, standing]) => standing !== 'none')
  await tx.query(
    `INSERT INTO app.board_standing (run_id, application_id, standing) SELECT $1, p.* FROM unnest($2::uuid[], $3::text[]) p`,
    [id, standings.map(([person]) => person), standings.map(([, standing]) => standing)],
  )
}

/** Holds a run that is still on against everybody who would end it. */
export async function lockRun(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM app.board_run WHERE id = $1 AND state = 'computing' FOR UPDATE`,
    [id],
  )
  return rows.length > 0
}
