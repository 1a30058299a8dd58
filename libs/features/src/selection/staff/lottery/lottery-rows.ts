import type { Commitment } from '#domain/selection/lottery/draw.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database, Tx } from '#platform/database/database.js'

export interface LotteryRow extends Commitment {
  readonly id: string
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

const lotteries = `SELECT y.id, y.number, y.run_id AS "runId", y.pool_digest AS "poolDigest", y.commitment,
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

export async function insertLottery(tx: Tx, actor: StaffActor, runId: string, made: Commitment): Promise<string> {
  const [row] = await tx.query<{ id: string }[]>(
    `INSERT INTO app.board_lottery (edition_id, run_id, pool_digest, commitment, committed_by) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
    [actor.editionId, runId, made.poolDigest, made.commitment, actor.accountId],
  )
  return row?.id ?? ''
}

/** Holds a lottery against everybody who would draw; true while it is not drawn. */
export async function lockUndrawn(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query<unknown[]>('SELECT 1 FROM app.board_lottery WHERE id = $1 AND seed IS NULL FOR UPDATE', [
    id,
  ])
  return rows.length > 0
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
