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
  readonly is_open: boolean
}

const lotsOf = `SELECT w.files, (SELECT y.drawn FROM app.waitlist_lottery y JOIN app.board_list l ON l.id = y.list_id
      WHERE y.edition_id = $1 AND (l.wave IS NULL OR l.wave = w.wave) AND y.seed IS NOT NULL ORDER BY y.number DESC LIMIT 1) AS drawn,
    EXISTS (SELECT 1 FROM app.waitlist_lottery y JOIN app.board_list l ON l.id = y.list_id
      WHERE y.edition_id = $1 AND (l.wave IS NULL OR l.wave = w.wave) AND y.seed IS NULL AND y.list_version = l.version
        AND NOT EXISTS (SELECT 1 FROM app.waitlist_lottery o WHERE o.list_id = y.list_id AND o.list_version = y.list_version AND o.seed IS NOT NULL)) AS is_open
  FROM (SELECT a.wave, array_agg(a.id ORDER BY f.place) AS files FROM unnest($2::uuid[]) WITH ORDINALITY f (id, place)
    JOIN app.application a ON a.id = f.id GROUP BY a.wave) w`

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
    const left = await readyOf(queries, actor, wave.drawn ?? [])
    const first = left.slice(0, wave.files.length)
    if (first.some((id, nth) => id !== wave.files[nth])) return 'lots_first'
  }

  return null
}

/** The same of a decision that waits: of those before it none may stand undecided, or be put forward later than it. */
export async function waitingLotsProblem(
  queries: Queries,
  actor: StaffActor,
  { id, decisionId }: { readonly id: string; readonly decisionId: string },
): Promise<LotsProblem | null> {
  const [wave] = await queries.query<WaveLots>(lotsOf, [actor.editionId, [id]])
  const drawn = wave?.drawn ?? []
  const place = drawn.indexOf(id)
  const before = place === -1 ? drawn : drawn.slice(0, place)
  if (before.length === 0) return null
  if ((await readyOf(queries, actor, before)).length > 0) return 'lots_first'
  const later = await queries.query<unknown>(
    `SELECT 1 FROM app.decision d JOIN app.decision own ON own.id = $1 WHERE d.application_id = ANY ($2) AND d.move = 'release_waitlist'
       AND d.state IN ('pending', 'second_ok') AND NOT d.of_restricted AND d.nth > own.nth
       AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = d.application_id AND c.account_id = $3) LIMIT 1`,
    [decisionId, before, actor.accountId],
  )
  return later.length > 0 ? 'lots_first' : null
}

const readyOf = async (queries: Queries, actor: StaffActor, ids: readonly string[]): Promise<readonly string[]> =>
  ids.length === 0 ? [] : (await dryRunOf(queries, actor, { move: 'release_waitlist', ids })).ready
