import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import type { ApplicationMove } from '#domain/application/lifecycle.js'
import { releasedTogether } from '#domain/decision/outcomes.js'
import { releaseOrder } from '#domain/decision/release-order.js'
import { commonWording, isQuiet } from '#domain/decision/wordings.js'
import type { Role } from '#domain/lifecycle.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { seededRandom } from '#domain/random.js'
import { lockPlaces, lockToMove, moveApplication, secondsOfPersons } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { goesOn, rolesFor } from './propose-decision.js'
import { placesNow } from './read-places.js'

export interface ReleaseSummary {
  /** How many move, by move. */
  readonly moving: Readonly<Record<string, number>>
  /** Left the set since it was approved: withdrawn, erased, held or restricted. A count, never names. */
  readonly skipped: number
  /** Places the edition has, and places taken now. */
  readonly capacity: number
  readonly taken: number
}

export type ReleaseRefusal = 'not_found' | 'nothing_to_release' | 'release_blocked'

interface ApprovedRow {
  id: string
  application_id: string
  case_number: string
  move: ApplicationMove
  second_id: string
  reasonClass: string
  wording: string
  has_left: boolean
}

// In the order in which they were put forward: it becomes the order of the waitlist.
const approved = `SELECT d.id, d.application_id, a.case_number, d.move, d.second_id, d.reason_class AS "reasonClass", d.wording,
    a.state IN ('withdrawn', 'erased') OR EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = a.id
      AND f.kind IN ('on_hold', 'paused', 'duress', 'restricted') AND f.lifted_on IS NULL) AS has_left
  FROM app.decision d JOIN app.application a ON a.id = d.application_id
  WHERE a.edition_id = $1 AND a.wave = $2 AND d.state = 'second_ok' AND d.move = ANY ($3)`
const inTurn = 'ORDER BY d.nth'

// Withdrawn or erased since two people agreed: the move took their decision along.
const gone = `SELECT d.id FROM app.decision d JOIN app.application a ON a.id = d.application_id
  WHERE a.edition_id = $1 AND a.wave = $2 AND d.left_on IS NOT NULL AND d.release_id IS NULL AND d.move = ANY ($3)`

/** Releases every approved outcome of a wave together: all moves and all mails, or none. */
@Injectable()
export class ReleaseWave {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** What a release would do now. Null for who may not release. */
  async dryRun(actor: StaffActor, wave: string): Promise<ReleaseSummary | null> {
    if (!hasRole(actor, 'board')) return null
    const rows = await this.database.query<ApprovedRow>(`${approved} ${inTurn}`, [
      actor.editionId,
      wave,
      releasedTogether,
    ])
    const { capacity, taken } = await placesNow(this.database, actor)
    const left = await this.database.query<unknown>(gone, [actor.editionId, wave, releasedTogether])
    return summary(rows, left.length, { capacity, taken })
  }

  /**
   * Refuses: not_found (no board member), nothing_to_release, release_blocked (`caseNumber` and `code` of the first
   * record that cannot move): nothing was written then.
   */
  async run(actor: StaffActor, wave: string): Promise<Outcome<{ moved: number; skipped: number }, ReleaseRefusal>> {
    if (!hasRole(actor, 'board')) return refuse('not_found')

    return this.database.transaction((tx) => this.release(tx, actor, wave))
  }

  private async release(
    tx: Tx,
    actor: StaffActor,
    wave: string,
  ): Promise<Outcome<{ moved: number; skipped: number }, ReleaseRefusal>> {
    const rows = await lockedRows(tx, actor, wave)
    const moving = rows.filter((row) => !row.has_left)
    if (moving.length === 0) return refuse('nothing_to_release')
    const seconds = await secondsOfPersons(tx, actor, idsOf(moving))
    const blocked = moving.find((row) => goesOn.has(row.move) && seconds.has(row.application_id))
    if (blocked) return refuse('release_blocked', { caseNumber: blocked.case_number, code: 'second_of_person' })
    await wordAlike(tx, moving)
    for (const row of releaseOrder(moving, seededRandom(randomUUID()))) {
      const moved = await moveApplication(tx, { ...stepOf(actor, row), applicationId: row.application_id })
      if (!moved.ok) return refuse('release_blocked', { caseNumber: row.case_number, code: moved.code })
    }
    await tx.query('SELECT app.release_due($1)', [idsOf(moving)])
    const left = await tx.query<{ id: string }[]>(gone, [actor.editionId, wave, releasedTogether])
    const skipped = rows.length - moving.length + left.length
    await tx.query(
      `WITH made AS (INSERT INTO app.release (edition_id, wave, author_id, moved, skipped) VALUES ($1, $2, $3, $4, $5) RETURNING id)
       UPDATE app.decision d SET release_id = made.id FROM made WHERE d.id = ANY ($6)`,
      [actor.editionId, wave, actor.accountId, moving.length, skipped, [...moving, ...left].map(({ id }) => id)],
    )
    const purpose = `${wave} ${moving.length}/${skipped}`
    await this.audit.record(tx, { actorId: actor.accountId, verb: 'wave.released', objectId: actor.editionId, purpose })
    return done({ moved: moving.length, skipped })
  }
}

/** What is approved, files held by id before their decisions and those before the places; read again behind the locks. */
async function lockedRows(tx: Tx, { editionId }: StaffActor, wave: string): Promise<ApprovedRow[]> {
  const asked = await tx.query<ApprovedRow[]>(approved, [editionId, wave, releasedTogether])
  const files = idsOf(asked)
  await lockToMove(tx, files)
  const held = `${approved} AND a.id = ANY ($4) ${inTurn} FOR UPDATE OF d`
  const rows = await tx.query<ApprovedRow[]>(held, [editionId, wave, releasedTogether, files])
  await lockPlaces(tx, editionId)

  return rows
}

const idsOf = (rows: readonly ApprovedRow[]): string[] => rows.map((row) => row.application_id)

/** Security refusals bear the words of most others. */
async function wordAlike(tx: Tx, moving: readonly ApprovedRow[]): Promise<void> {
  const quiet = moving.filter(isQuiet).map(({ id }) => id)
  if (quiet.length === 0) return
  await tx.query('UPDATE app.decision SET wording = $2 WHERE id = ANY ($1)', [quiet, commonWording(moving)])
}

// Who releases may lack the permission behind an outcome (screening's refusals are the coordinators'): then the move is
// the second person's, and the release itself stands in the log beside it.
function stepOf(actor: StaffActor, row: ApprovedRow) {
  const own = actor.roles.find((held) => rolesFor(row.move).includes(held))
  const role = own ?? (rolesFor(row.move)[0] as Role)
  return { move: row.move, role, actorId: own ? actor.accountId : row.second_id, decisionId: row.id }
}

function summary(
  rows: readonly ApprovedRow[],
  left: number,
  places: { capacity: number; taken: number },
): ReleaseSummary {
  const moving: Record<string, number> = {}
  for (const row of rows) if (!row.has_left) moving[row.move] = (moving[row.move] ?? 0) + 1
  return { moving, skipped: left + rows.filter((row) => row.has_left).length, ...places }
}
