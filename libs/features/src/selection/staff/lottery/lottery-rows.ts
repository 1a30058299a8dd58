import type { Commitment } from '#domain/selection/lottery/draw.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database, Tx } from '#platform/database/database.js'

export type LotteryState = 'computing' | 'failed' | 'cancelled' | 'ready'
export type LotteryFailure = 'stale' | 'nothing_to_draw' | 'nothing_found' | 'interrupted' | 'fault'

export interface LotteryRow {
  readonly id: string
  readonly state: LotteryState
  readonly step: 'reading' | 'solving' | 'weighing' | 'ended'
  readonly failure: LotteryFailure | null
  /** Null until the chances are known. */
  readonly committed: Commitment | null
  readonly number: number
  readonly runId: string
  readonly committedBy: string
  /** ISO date. */
  readonly committedOn: string
  /** Null until the draw, like all below. */
  readonly seed: string | null
  /** Places of the table. */
  readonly chosen: readonly number[] | null
  readonly drawnBy: string | null
  readonly drawnOn: string | null
  readonly resultList: string | null
}

type Queries = Pick<Database, 'query'>

const isOver = `y.state = 'computing' AND y.computing_until < app.now()`
const lotteries = `SELECT y.id, y.number, y.run_id AS "runId", y.step,
    CASE WHEN ${isOver} THEN 'failed' ELSE y.state END AS state, CASE WHEN ${isOver} THEN 'interrupted' ELSE y.failure END AS failure,
    CASE WHEN y.state = 'ready' THEN json_build_object('poolDigest', y.pool_digest, 'commitment', y.commitment) END AS committed,
    c.display_name AS "committedBy", y.committed_on::text AS "committedOn", y.seed, y.chosen, d.display_name AS "drawnBy",
    y.drawn_on::text AS "drawnOn", y.result_list AS "resultList"
  FROM app.board_lottery y JOIN app.staff_account c ON c.id = y.committed_by LEFT JOIN app.staff_account d ON d.id = y.drawn_by`

/** All draws of a run, the first first: none is ever taken away. */
export const lotteryRows = (queries: Queries, actor: StaffActor, runId: string): Promise<LotteryRow[]> =>
  queries.query<LotteryRow>(`${lotteries} WHERE y.edition_id = $1 AND y.run_id = $2 ORDER BY y.number`, [
    actor.editionId,
    runId,
  ])

/** One of the actor's edition, or null. */
export async function lotteryRow(queries: Queries, actor: StaffActor, id: string): Promise<LotteryRow | null> {
  const [row] = await queries.query<LotteryRow>(`${lotteries} WHERE y.edition_id = $1 AND y.id = $2`, [
    actor.editionId,
    id,
  ])
  return row ?? null
}

/** Lots begin to be prepared; null while others of the edition are. Those whose process ended under them are over. */
export async function beginLottery(
  tx: Tx,
  actor: StaffActor,
  { runId, seconds }: { readonly runId: string; readonly seconds: number },
): Promise<string | null> {
  await tx.query(
    `UPDATE app.board_lottery SET state = 'failed', failure = 'interrupted', step = 'ended'
     WHERE edition_id = $1 AND state = 'computing' AND computing_until < app.now()`,
    [actor.editionId],
  )
  const [row] = await tx.query<{ id: string }[]>(
    `INSERT INTO app.board_lottery (edition_id, run_id, committed_by, computing_until)
     VALUES ($1, $2, $3, app.now() + make_interval(secs => $4)) ON CONFLICT DO NOTHING RETURNING id`,
    [actor.editionId, runId, actor.accountId, seconds],
  )
  return row?.id ?? null
}

export const keepLotteryStep = (queries: Queries, id: string, step: LotteryRow['step']): Promise<unknown> =>
  queries.query(`UPDATE app.board_lottery SET step = $2 WHERE id = $1 AND state = 'computing'`, [id, step])

/** Lots that cannot be drawn, and why. */
export const failLottery = (queries: Queries, id: string, failure: LotteryFailure): Promise<unknown> =>
  queries.query(
    `UPDATE app.board_lottery SET state = 'failed', failure = $2, step = 'ended' WHERE id = $1 AND state = 'computing'`,
    [id, failure],
  )

/** Given up by a person; false when the preparation had ended. */
export async function cancelLottery(tx: Tx, id: string): Promise<boolean> {
  const [rows] = await tx.query<[unknown[], number]>(
    `UPDATE app.board_lottery SET state = 'cancelled', step = 'ended' WHERE id = $1 AND state = 'computing' RETURNING id`,
    [id],
  )
  return rows.length > 0
}

/** Holds lots that are being prepared against everybody who would end that. */
export async function lockPreparing(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM app.board_lottery WHERE id = $1 AND state = 'computing' FOR UPDATE`,
    [id],
  )
  return rows.length > 0
}

/** Call it under the lock. */
export const keepCommitment = (tx: Tx, id: string, made: Commitment): Promise<unknown> =>
  tx.query(
    `UPDATE app.board_lottery SET state = 'ready', step = 'ended', pool_digest = $2, commitment = $3 WHERE id = $1`,
    [id, made.poolDigest, made.commitment],
  )

/** Holds all lots of the edition against everybody who would draw; true while these are not drawn. */
export async function lockUndrawn(tx: Tx, { editionId }: StaffActor, id: string): Promise<boolean> {
  const rows = await tx.query<{ id: string; isUndrawn: boolean }[]>(
    `SELECT id, state = 'ready' AND seed IS NULL AS "isUndrawn" FROM app.board_lottery WHERE edition_id = $1 ORDER BY id FOR UPDATE`,
    [editionId],
  )
  return rows.some((row) => row.id === id && row.isUndrawn)
}

/**
 * Lots of the edition were drawn already, and this person prepared those that would be drawn now: another one must draw. Asked over
 * all runs, since the same search made again is another run. Call it under the lock.
 */
export async function isAgainByOne(tx: Tx, { accountId, editionId }: StaffActor, id: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>(
    `SELECT 1 FROM app.board_lottery y WHERE y.id = $1 AND y.committed_by = $2
       AND EXISTS (SELECT 1 FROM app.board_lottery o WHERE o.edition_id = $3 AND o.seed IS NOT NULL)`,
    [id, accountId, editionId],
  )
  return rows.length > 0
}

/** The lottery a list was drawn by, or null. */
export async function lotteryOfList(queries: Queries, actor: StaffActor, listId: string): Promise<LotteryRow | null> {
  const [row] = await queries.query<LotteryRow>(`${lotteries} WHERE y.edition_id = $1 AND y.result_list = $2`, [
    actor.editionId,
    listId,
  ])
  return row ?? null
}

export const keepDraw = (
  tx: Tx,
  actor: StaffActor,
  id: string,
  drawn: { readonly seed: string; readonly chosen: readonly number[]; readonly resultList: string },
): Promise<unknown> =>
  tx.query(
    `UPDATE app.board_lottery SET seed = $2, chosen = $3, result_list = $4, drawn_by = $5, drawn_on = app.today() WHERE id = $1`,
    [id, drawn.seed, drawn.chosen, drawn.resultList, actor.accountId],
  )
