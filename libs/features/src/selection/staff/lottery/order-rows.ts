import type { Commitment } from '#domain/selection/lottery/draw.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database, Tx } from '#platform/database/database.js'
import type { ListRow } from '../list/list-rows.js'

/** Lots for the order of those a list leaves. */
export interface OrderRow {
  readonly id: string
  readonly listId: string
  readonly listName: string
  /** The list was changed since: what was drawn is not its order. */
  readonly isStale: boolean
  readonly committed: Commitment
  readonly committedBy: string
  /** ISO date. */
  readonly committedOn: string
  /** Null until the draw, like all below. */
  readonly seed: string | null
  readonly drawnBy: string | null
  readonly drawnOn: string | null
}

/** With its pool and the files in the order drawn: who they are is told as far as somebody sees them, and how many to nobody. */
export interface WholeOrder extends OrderRow {
  readonly entries: readonly string[]
  readonly drawn: readonly string[] | null
}

type Queries = Pick<Database, 'query'>

const told = `y.id, y.list_id AS "listId", l.name AS "listName", y.list_version <> l.version AS "isStale",
    json_build_object('poolDigest', y.pool_digest, 'commitment', y.commitment) AS committed,
    c.display_name AS "committedBy", y.committed_on::text AS "committedOn", y.seed,
    d.display_name AS "drawnBy", y.drawn_on::text AS "drawnOn"`
const orders = `FROM app.waitlist_lottery y JOIN app.board_list l ON l.id = y.list_id
  JOIN app.staff_account c ON c.id = y.committed_by LEFT JOIN app.staff_account d ON d.id = y.drawn_by`

/** All lots of a list, the first first: none is ever taken away. */
export const orderRows = (queries: Queries, { editionId }: StaffActor, listId: string): Promise<OrderRow[]> =>
  queries.query<OrderRow>(`SELECT ${told} ${orders} WHERE y.edition_id = $1 AND y.list_id = $2 ORDER BY y.number`, [
    editionId,
    listId,
  ])

/** One of the actor's edition, or null. */
export async function wholeOrder(queries: Queries, { editionId }: StaffActor, id: string): Promise<WholeOrder | null> {
  const [row] = await queries.query<WholeOrder>(
    `SELECT ${told}, y.entries, y.drawn ${orders} WHERE y.edition_id = $1 AND y.id = $2`,
    [editionId, id],
  )
  return row ?? null
}

/** Lots were prepared for the list as it stands; or only an earlier state of it was drawn. */
export type OrderLack = 'lots_undrawn' | 'lots_stale'

/** Files of a list in the order drawn for it as it stands, or why they have none yet; null where lots have no part in it. */
export async function drawnOrder(queries: Queries, list: ListRow): Promise<readonly string[] | OrderLack | null> {
  const rows = await queries.query<{ version: number; drawn: string[] | null }>(
    'SELECT list_version AS version, drawn FROM app.waitlist_lottery WHERE list_id = $1',
    [list.id],
  )
  const standing = rows.filter(({ version }) => version === list.version)
  const drawn = standing.find((row) => row.drawn)?.drawn
  if (drawn) return drawn
  if (standing.length > 0) return 'lots_undrawn'

  return rows.some((row) => row.drawn) ? 'lots_stale' : null
}

/**
 * Everybody on the way to the board or before it whom the list leaves, sorted by id: also people on hold, restricted or hidden
 * from some of the staff. A place in the order is a right to nothing, and the pool must not tell who prepared it.
 */
export async function leftBy(
  queries: Queries,
  { editionId }: StaffActor,
  { wave, members }: Pick<ListRow, 'wave'> & { readonly members: ReadonlySet<string> },
): Promise<string[]> {
  const rows = await queries.query<{ id: string }>(
    `SELECT a.id FROM app.application a WHERE a.edition_id = $1 AND a.state IN ('vetting', 'board')
       AND ($2::text IS NULL OR a.wave = $2) AND a.id <> ALL ($3) ORDER BY a.id`,
    [editionId, wave, [...members]],
  )
  return rows.map(({ id }) => id)
}

/** Lots of this list as it stands that this person prepared and nobody drew; null when there are none. */
export async function openOrder(tx: Tx, { accountId }: StaffActor, list: ListRow): Promise<string | null> {
  const [row] = await tx.query<{ id: string }[]>(
    'SELECT id FROM app.waitlist_lottery WHERE list_id = $1 AND list_version = $2 AND committed_by = $3 AND seed IS NULL',
    [list.id, list.version, accountId],
  )
  return row?.id ?? null
}

export async function insertOrder(
  tx: Tx,
  { accountId, editionId }: StaffActor,
  list: ListRow,
  made: Commitment & { readonly entries: readonly string[] },
): Promise<string> {
  const [row] = await tx.query<{ id: string }[]>(
    `INSERT INTO app.waitlist_lottery (edition_id, list_id, list_version, entries, pool_digest, commitment, committed_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
    [editionId, list.id, list.version, made.entries, made.poolDigest, made.commitment, accountId],
  )
  return row?.id ?? ''
}

interface HeldOrder {
  readonly id: string
  readonly listId: string
  readonly version: number
  readonly isOwn: boolean
  readonly isDrawn: boolean
}

/** Holds all lots of the edition against everybody who would draw. */
export const lockOrders = (tx: Tx, { accountId, editionId }: StaffActor): Promise<HeldOrder[]> =>
  tx.query<HeldOrder[]>(
    `SELECT id, list_id AS "listId", list_version AS version, committed_by = $2 AS "isOwn", seed IS NOT NULL AS "isDrawn"
     FROM app.waitlist_lottery WHERE edition_id = $1 ORDER BY id FOR UPDATE`,
    [editionId, accountId],
  )

export const keepOrder = (
  tx: Tx,
  { accountId }: StaffActor,
  id: string,
  { seed, drawn }: { readonly seed: string; readonly drawn: readonly string[] },
): Promise<unknown> =>
  tx.query(
    'UPDATE app.waitlist_lottery SET seed = $2, drawn = $3, drawn_by = $4, drawn_on = app.today() WHERE id = $1',
    [id, seed, drawn, accountId],
  )
