import { releasedTogether } from '#domain/decision/outcomes.js'
import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import { openHarm, stoppedBesideHolder, underConcern } from './vetting-gate.js'

export interface NamedFile {
  readonly id: string
  readonly caseNumber: string
}

/** What of a wave two people have not decided yet, of the files whose decisions this colleague may know. */
export interface Unfinished {
  /** Decisions that wait for their second person, in the order of case numbers. What a release would leave out is not among them. */
  readonly pending: readonly (NamedFile & { readonly move: string })[]
  /** Files before the board about which nobody has put anything forward. */
  readonly undecided: number
}

interface LiveDecision {
  readonly id: string
  readonly move: string
  readonly state: 'pending' | 'second_ok'
}

const live = `SELECT application_id AS id, move, state FROM app.decision WHERE application_id = ANY ($1) AND state IN ('pending', 'second_ok')`

/** Outcomes of all kinds go out together (DOMAIN §8), so that one that still waits keeps the others. */
export async function unfinishedOf(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  wave: string,
): Promise<Unfinished> {
  const seen = await seenFiles(database, actor, {
    where: `a.wave = $3 AND (a.state = 'board' OR EXISTS (SELECT 1 FROM app.decision d
      WHERE d.application_id = a.id AND d.state = 'pending' AND d.move = ANY ($4)))`,
    tail: 'ORDER BY a.case_number',
    values: [wave, releasedTogether],
  })
  const files = seen.filter(({ seen: known }) => known.decisions)
  const rows = await database.query<LiveDecision>(live, [files.map(({ id }) => id)])
  const decisions = new Map(rows.map((row) => [row.id, row]))
  const waiting = rows.filter(({ state, move }) => state === 'pending' && isReleased(move))
  const left = await leftOut(database, actor, waiting)

  return {
    pending: files
      .filter((file) => !isStopped(file) && !left.has(file.id))
      .flatMap(({ id, caseNumber }) =>
        waiting.filter((row) => row.id === id).map(({ move }) => ({ id, caseNumber, move })),
      ),
    undecided: files.filter(({ id, state }) => state === 'board' && !decisions.has(id)).length,
  }
}

const isReleased = (move: string): boolean => (releasedTogether as readonly string[]).includes(move)

const isStopped = ({ isHeld, facts }: SeenFile): boolean => isHeld || facts.isRestricted

/** Nobody can agree to these now, and agreed to they would be left out. */
async function leftOut(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  waiting: readonly LiveDecision[],
): Promise<ReadonlySet<string>> {
  const ids = waiting.map(({ id }) => id)
  const turns = waiting.filter(({ move }) => move !== 'release_reject').map(({ id }) => id)

  const invited = waiting.filter(({ move }) => move === 'release_invite').map(({ id }) => id)

  return new Set([
    ...(await openHarm(database, ids)),
    ...(await underConcern(database, turns, 'release_invite')),
    ...(await stoppedBesideHolder(database, actor, invited)),
  ])
}
