import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import { dryRunOf } from '../many/dry-run.js'

/** Somebody whom lots put before would be run ahead of; or lots are prepared, and nobody can know their order yet. */
export type LotsProblem = 'lots_first' | 'lots_waiting'

type Queries = Pick<Database, 'query'>

interface WaveLots {
  readonly files: readonly string[]
  /** Files in the order drawn last for the wave, or for all waves; null where none were. */
  readonly drawn: readonly string[] | null
  /** Of those drawn, who could be put on the waitlist as things are: not held or restricted, nor off the list for good when it was drawn for. */
  readonly holding: readonly string[] | null
  readonly is_open: boolean
}

const isOffList = `f.id IN (SELECT p.application_id FROM (SELECT DISTINCT ON (m.application_id) m.application_id, m.moved_to FROM app.board_move m
    WHERE m.list_id = y.list_id AND m.batch <= y.list_version ORDER BY m.application_id, m.nth DESC) p WHERE p.moved_to = 'pinned_out')`

const lotsOf = `SELECT w.files, n.drawn, n.holding,
    EXISTS (SELECT 1 FROM app.waitlist_lottery y JOIN app.board_list l ON l.id = y.list_id
      WHERE y.edition_id = $1 AND (l.wave IS NULL OR l.wave = w.wave) AND y.seed IS NULL AND y.list_version = l.version
        AND NOT EXISTS (SELECT 1 FROM app.waitlist_lottery o WHERE o.list_id = y.list_id AND o.list_version = y.list_version AND o.seed IS NOT NULL)) AS is_open
  FROM (SELECT a.wave, array_agg(a.id ORDER BY f.place) AS files FROM unnest($2::uuid[]) WITH ORDINALITY f (id, place)
    JOIN app.application a ON a.id = f.id GROUP BY a.wave) w
  LEFT JOIN LATERAL (SELECT y.drawn, ARRAY(SELECT f.id FROM unnest(y.drawn) f (id)
        WHERE NOT app.is_held(f.id) AND NOT app.is_restricted(f.id) AND NOT ${isOffList}) AS holding
      FROM app.waitlist_lottery y JOIN app.board_list l ON l.id = y.list_id
      WHERE y.edition_id = $1 AND (l.wave IS NULL OR l.wave = w.wave) AND y.seed IS NOT NULL ORDER BY y.number DESC LIMIT 1) n ON true`

/**
 * Whether putting these files on the waitlist, in this order, would run ahead of an order that lots gave (decision 0021); null where it
 * would not. Behind everybody drawn who may be put on the waitlist now, as this colleague sees them, stands who was not in the draw.
 */
export async function lotsProblem(
  queries: Queries,
  actor: StaffActor,
  files: readonly string[],
): Promise<LotsProblem | null> {
  for (const wave of await queries.query<WaveLots>(lotsOf, [actor.editionId, files])) {
    if (wave.is_open) return 'lots_waiting'
    const left = await readyOf(queries, actor, boundBy(wave))
    const first = left.slice(0, wave.files.length)
    if (first.some((id, nth) => id !== wave.files[nth])) return 'lots_first'
  }

  return null
}

/**
 * The same of those files whose place on the waitlist waits for a second person: of those before them none may stand undecided, or be put forward later.
 * What two people agreed to once keeps the place it had then, and so does what was put forward in the order of its own list’s lots.
 */
export async function waitingLotsProblem(
  queries: Queries,
  actor: StaffActor,
  files: readonly string[],
): Promise<LotsProblem | null> {
  const own = await queries.query<Waiting>(
    `SELECT d.application_id AS id, d.nth::int FROM app.decision d LEFT JOIN app.decision_batch b ON b.id = d.batch_id
     WHERE d.application_id = ANY ($1) AND d.move = 'release_waitlist' AND d.state = 'pending' AND d.reopened_by IS NULL
       AND b.ordered_by IS DISTINCT FROM 'drawn'`,
    [files],
  )
  const nthOf = new Map(own.map(({ id, nth }) => [id, nth]))
  for (const wave of await queries.query<WaveLots>(lotsOf, [actor.editionId, [...nthOf.keys()]])) {
    if (wave.is_open) return 'lots_waiting'
    const places = new Map(wave.drawn?.map((id, place) => [id, place]))
    const placeOf = (id: string): number => places.get(id) ?? places.size
    const last = Math.max(...wave.files.map(placeOf))
    const before = boundBy(wave).filter((id) => placeOf(id) < last)
    if ((await readyOf(queries, actor, before)).length > 0) return 'lots_first'
    const others = await waitingOf(queries, actor, before)
    const isAhead = (id: string) => others.some((o) => placeOf(o.id) < placeOf(id) && o.nth > (nthOf.get(id) ?? 0))
    if (wave.files.some(isAhead)) return 'lots_first'
  }

  return null
}

interface Waiting {
  readonly id: string
  /** Of the order of putting forward. */
  readonly nth: number
}

/** Whom lots put in an order that binds these files: they themselves, and who could be put on the waitlist. */
function boundBy({ files, drawn, holding }: WaveLots): string[] {
  const bound = new Set([...files, ...(holding ?? [])])
  return (drawn ?? []).filter((id) => bound.has(id))
}

/** Decisions about these files that wait, for the second person or for their wave, as far as this colleague may know of them. */
const waitingOf = (
  queries: Queries,
  { accountId }: StaffActor,
  files: readonly string[],
): Promise<readonly Waiting[]> =>
  queries.query<Waiting>(
    `SELECT d.application_id AS id, d.nth::int FROM app.decision d WHERE d.application_id = ANY ($1) AND d.move = 'release_waitlist'
       AND d.state IN ('pending', 'second_ok') AND NOT d.of_restricted
       AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = d.application_id AND c.account_id = $2)`,
    [files, accountId],
  )

const readyOf = async (queries: Queries, actor: StaffActor, ids: readonly string[]): Promise<readonly string[]> =>
  ids.length === 0 ? [] : (await dryRunOf(queries, actor, { move: 'release_waitlist', ids })).ready
