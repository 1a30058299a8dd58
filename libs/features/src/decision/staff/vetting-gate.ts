import type { ApplicationMove } from '#domain/application/lifecycle.js'
import { releasedTogether } from '#domain/decision/outcomes.js'
import { type ClearingRefusal, memoPoint, type Standing } from '#domain/vetting/clearing.js'
import { apartFromHolders, apartWord } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database, Tx } from '#platform/database/database.js'

/** What is known of a file beside its checklist, at this moment; a memo is what a lead wrote on its last point. */
export async function readStanding(tx: Tx, applicationId: string): Promise<Standing> {
  const [row] = await tx.query<Standing[]>(
    `SELECT ARRAY(SELECT v.point FROM app.vetting_check v JOIN app.finding_look l ON l.finding_id = v.id WHERE v.application_id = $1) AS "lookedAt",
       ARRAY(SELECT h.verdict FROM app.harm_item h WHERE h.application_id = $1) AS harm, app.concern_stands($1) AS "hasConcern",
       EXISTS (SELECT 1 FROM app.vetting_check v WHERE v.application_id = $1 AND v.point = $2 AND v.note_id IS NOT NULL) AS "hasMemo"`,
    [applicationId, memoPoint],
  )
  return row ?? { lookedAt: [], harm: [], hasConcern: true, hasMemo: false }
}

/**
 * `harm_open` for a decision whose mail the do-no-harm gate would keep back, so that nobody's answer waits for a judgement
 * that another's did not need. A file that was never in vetting has no gate.
 */
export async function releaseProblem(
  tx: Tx,
  applicationId: string,
  move: ApplicationMove,
): Promise<Extract<ClearingRefusal, 'harm_open'> | null> {
  if (!releasedTogether.includes(move)) return null
  return (await openHarm(tx, [applicationId])).length > 0 ? 'harm_open' : null
}

/** Moves of two people that bring a file nearer to a place. */
export const goesOn: ReadonlySet<ApplicationMove> = new Set([
  'clear',
  'release_invite',
  'release_waitlist',
  'promote_other',
  'promote_late',
  'reinstate',
])

export type PlaceProblem = 'held' | 'gave_up' | 'kept_apart'

/**
 * What keeps this person from the place or the turn the move gives, as far as this colleague may know it: a concern that stands
 * (held, in a word that says no more), a place given up before, somebody with a place beside whom they must not come. What
 * waits for its wave waits out a hold.
 */
export async function placeProblem(
  tx: Tx,
  actor: StaffActor,
  applicationId: string,
  move: ApplicationMove,
): Promise<PlaceProblem | null> {
  const [row] = await tx.query<{ problem: PlaceProblem | null; hasConcern: boolean }[]>(
    'SELECT app.place_problem($1, $2) AS problem, app.concern_stands($1) AS "hasConcern"',
    [applicationId, move],
  )
  if (row?.problem === 'kept_apart') return apartWord(tx, actor, applicationId)
  const waitsOut = row?.problem === 'held' && !row.hasConcern && releasedTogether.includes(move)

  return waitsOut ? null : (row?.problem ?? null)
}

/** Files to which this move would give a place or a turn while a concern about them stands. */
export async function underConcern(
  database: Pick<Database, 'query'>,
  ids: readonly string[],
  move: ApplicationMove,
): Promise<string[]> {
  if (move !== 'release_invite' && move !== 'release_waitlist') return []
  const rows = await database.query<{ id: string }>(
    'SELECT f.id FROM unnest($1::uuid[]) f (id) WHERE app.concern_stands(f.id)',
    [ids],
  )
  return rows.map(({ id }) => id)
}

/** Of these the files kept apart from somebody with a place whom this colleague does not see: stopped, as far as they may know. */
export async function stoppedBesideHolder(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  ids: readonly string[],
): Promise<string[]> {
  const apart = await apartFromHolders(database, actor, ids)
  return ids.filter((id) => apart.get(id)?.isTold === false)
}

/**
 * Of these the files a proxy typed and of whose person no call is noted that reached them. A decision may be set; before it
 * is released somebody speaks with the person (DOMAIN §4).
 */
export async function spokenMissing(database: Pick<Database, 'query'>, ids: readonly string[]): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    'SELECT f.id FROM unnest($1::uuid[]) f (id) WHERE app.spoken_missing(f.id)',
    [ids],
  )
  return rows.map(({ id }) => id)
}

/** Files whose answer the do-no-harm gate would keep back. */
export async function openHarm(database: Pick<Database, 'query'>, ids: readonly string[]): Promise<string[]> {
  const rows = await database.query<{ id: string }>(
    'SELECT f.id FROM unnest($1::uuid[]) f (id) WHERE app.harm_is_open(f.id)',
    [ids],
  )
  return rows.map(({ id }) => id)
}
