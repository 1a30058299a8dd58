import { type Draft, draftOf, type DraftMove, type Placing } from '#domain/selection/draft/draft.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database, Tx } from '#platform/database/database.js'

/** Why a person was moved: a class, never words about them. */
export const moveReasons = ['score', 'balance', 'theme', 'feasibility', 'safety', 'discussed'] as const
export type MoveReason = (typeof moveReasons)[number] | 'run' | 'draw' | 'copied' | 'undone'

export interface ListRow {
  readonly id: string
  readonly number: number
  readonly name: string
  readonly author: string
  /** ISO date. */
  readonly madeOn: string
  readonly copiedFrom: string | null
  readonly base: readonly string[]
  /** Acts so far. */
  readonly version: number
  /** How many of the free places it is for; null for all. */
  readonly places: number | null
  /** The wave it is for; null for all. */
  readonly wave: string | null
}

export interface MoveRow extends DraftMove {
  readonly reason: MoveReason
  readonly undoes: number | null
  readonly author: string
  /** ISO date. */
  readonly madeOn: string
}

type Queries = Pick<Database, 'query'>

const columns = `l.id, l.number, l.name, a.display_name AS author, l.made_on::text AS "madeOn", l.copied_from AS "copiedFrom", l.base, l.version, l.places, l.wave`

/** How many lists, or runs, a page shows. */
export const pageOfLists = 30

/** The edition's lists, the newest first, and one more than a page of them; those made before the one of a number. */
export const listRows = (queries: Queries, actor: StaffActor, before?: number): Promise<ListRow[]> =>
  queries.query<ListRow>(
    `SELECT ${columns} FROM app.board_list l JOIN app.staff_account a ON a.id = l.author_id
     WHERE l.edition_id = $1 AND ($2::integer IS NULL OR l.number < $2) ORDER BY l.number DESC LIMIT ${pageOfLists + 1}`,
    [actor.editionId, before ?? null],
  )

export interface Numbered<T> {
  readonly rows: readonly T[]
  /** Number before which the next page begins; null on the last. */
  readonly next: number | null
}

/** A page of what was read with one row more. */
export function numberedPage<T extends { readonly number: number }>(found: readonly T[]): Numbered<T> {
  const rows = found.slice(0, pageOfLists)
  return { rows, next: found.length > pageOfLists ? (rows.at(-1)?.number ?? null) : null }
}

/** One list of the actor's edition, or null. */
async function listRow(queries: Queries, actor: StaffActor, id: string): Promise<ListRow | null> {
  const [row] = await queries.query<ListRow>(
    `SELECT ${columns} FROM app.board_list l JOIN app.staff_account a ON a.id = l.author_id
     WHERE l.edition_id = $1 AND l.id = $2`,
    [actor.editionId, id],
  )
  return row ?? null
}

/** Its moves in order. */
const moveRows = (queries: Queries, listId: string): Promise<MoveRow[]> =>
  queries.query<MoveRow>(
    `SELECT m.application_id AS id, m.moved_to AS "to", m.batch, m.reason, m.undoes, a.display_name AS author, m.made_on::text AS "madeOn"
     FROM app.board_move m JOIN app.staff_account a ON a.id = m.author_id WHERE m.list_id = $1 ORDER BY m.nth`,
    [listId],
  )

export interface KnownList {
  readonly row: ListRow
  readonly moves: readonly MoveRow[]
  readonly draft: Draft
}

/** A list with its moves and what they come to; null when it is not there. */
export async function knownList(queries: Queries, actor: StaffActor, id: string): Promise<KnownList | null> {
  const row = await listRow(queries, actor, id)
  if (!row) return null
  const moves = await moveRows(queries, id)

  return { row, moves, draft: draftOf(row.base, moves) }
}

/** Holds a list against everybody who would move somebody; its version, or null. */
export async function lockedVersion(tx: Tx, actor: StaffActor, id: string): Promise<number | null> {
  const [row] = await tx.query<{ version: number }[]>(
    'SELECT version FROM app.board_list WHERE edition_id = $1 AND id = $2 FOR UPDATE',
    [actor.editionId, id],
  )
  return row?.version ?? null
}

export interface NewList {
  readonly name: string
  readonly copiedFrom: string | null
  readonly base: readonly string[]
  readonly places: number | null
  readonly wave: string | null
}

/** A new list; its id. One for the wave of the list it comes from shows the slow counts of that one. */
export async function insertList(tx: Tx, author: Pick<StaffActor, 'accountId' | 'editionId'>, list: NewList) {
  const [row] = await tx.query<{ id: string }[]>(
    `INSERT INTO app.board_list (edition_id, name, author_id, copied_from, base, places, wave, step)
     VALUES ($1, $2, $3, $4, $5, $6, $7, (SELECT step FROM app.board_list WHERE id = $4 AND wave IS NOT DISTINCT FROM $7))
     RETURNING id`,
    [author.editionId, list.name, author.accountId, list.copiedFrom, list.base, list.places, list.wave],
  )
  return row?.id ?? ''
}

export interface Act {
  readonly listId: string
  readonly moves: readonly { readonly id: string; readonly to: Placing }[]
  readonly reason: MoveReason
  readonly undoes?: number
}

/** One act: its rows, numbered on, and the list a version further. Call it under the list's lock. */
export async function insertMoves(
  tx: Tx,
  author: Pick<StaffActor, 'accountId'>,
  { listId, moves, reason, undoes }: Act,
): Promise<void> {
  if (moves.length === 0) return
  await tx.query(
    `INSERT INTO app.board_move (list_id, nth, batch, application_id, moved_to, reason, undoes, author_id)
     SELECT $1, (SELECT coalesce(max(nth), 0) FROM app.board_move WHERE list_id = $1) + p.place, l.version + 1, p.id, p.moved_to, $4, $5, $6
     FROM app.board_list l, unnest($2::uuid[], $3::text[]) WITH ORDINALITY p (id, moved_to, place) WHERE l.id = $1`,
    [listId, moves.map(({ id }) => id), moves.map(({ to }) => to), reason, undoes ?? null, author.accountId],
  )
  await tx.query('UPDATE app.board_list SET version = version + 1 WHERE id = $1', [listId])
}

/** Slow counts follow a list to what it is now, where that tells of nobody. The last thing of an act: it holds up all others. */
export const settleList = (tx: Tx, listId: string): Promise<unknown> =>
  tx.query('SELECT app.board_settle($1)', [listId])
