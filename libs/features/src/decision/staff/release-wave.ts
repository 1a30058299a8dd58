import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { releasedTogether } from '#domain/decision/outcomes.js'
import { releaseOrder } from '#domain/decision/release-order.js'
import { commonWording, isQuiet } from '#domain/decision/wordings.js'
import type { Role } from '#domain/lifecycle.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { seededRandom } from '#domain/random.js'
import { lockPlaces, lockToMove, moveApplication } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { placesNow } from './read-places.js'
import { rolesFor } from './roles-of-moves.js'
import {
  type ApprovedRow,
  approvedRows,
  blockersOf,
  digestOf,
  type GoneRow,
  lifted,
  movingRows,
  namesOf,
  type ReleaseSummary,
  shortageOf,
  summaryOf,
} from './release-look.js'
import { unfinishedOf } from './unfinished.js'

export type ReleaseRefusal = 'not_found' | 'nothing_to_release' | 'wave_unfinished' | 'set_changed' | 'release_blocked'

type Released = Outcome<{ moved: number; skipped: number }, ReleaseRefusal>

// Withdrawn or erased since two people agreed: the move took their decision along.
const gone = `SELECT d.id, d.nth, ${lifted} AS lifted FROM app.decision d JOIN app.application a ON a.id = d.application_id
  WHERE a.edition_id = $1 AND a.wave = $2 AND d.left_on IS NOT NULL AND d.release_id IS NULL AND d.move = ANY ($3) AND NOT d.of_restricted`

// Of two people's agreements those that were taken back since the last release, and nobody agreed to anew.
const takenBack = `SELECT d.id, d.state FROM app.decision d JOIN app.application a ON a.id = d.application_id
  WHERE a.edition_id = $1 AND a.wave = $2 AND d.reopened_by IS NOT NULL AND d.state IN ('pending', 'superseded') AND d.left_on IS NULL
    AND d.release_id IS NULL AND d.move = ANY ($3) AND NOT d.of_restricted`

const unkept =
  'AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = d.application_id AND c.account_id = $4)'

/** Releases every approved outcome of a wave together: all moves and all mails, or none. */
@Injectable()
export class ReleaseWave {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** What a release would do now, and what stands in its way. Null for who may not release. */
  async dryRun(actor: StaffActor, wave: string): Promise<ReleaseSummary | null> {
    if (!hasRole(actor, 'board')) return null
    const rows = await approvedRows(this.database, actor, wave)
    const asked = [actor.editionId, wave, releasedTogether, actor.accountId]

    return summaryOf(rows, await namesOf(this.database, actor, rows), {
      places: await placesNow(this.database, actor),
      gone: await this.database.query<GoneRow>(`${gone} ${unkept}`, asked),
      takenBack: (await this.database.query<unknown>(`${takenBack} ${unkept}`, asked)).length,
      unfinished: await unfinishedOf(this.database, actor, wave),
    })
  }

  /**
   * `digest`: of the look before, as `dryRun` answers it. Refuses: not_found (no board member), nothing_to_release,
   * wave_unfinished (decisions of it that this colleague may know of wait for their second person), set_changed (another set
   * than the look showed, but for who left it by withdrawal, erasure, hold or restriction), release_blocked (`code` of what stops it: no_place with `needed` and `left`, or the first
   * record that cannot move, its `caseNumber` where this colleague sees it): nothing was written then.
   */
  async run(actor: StaffActor, wave: string, digest: string): Promise<Released> {
    if (!hasRole(actor, 'board')) return refuse('not_found')

    return this.database.transaction((tx) => this.release(tx, actor, { wave, digest }))
  }

  private async release(
    tx: Tx,
    actor: StaffActor,
    { wave, digest }: { readonly wave: string; readonly digest: string },
  ): Promise<Released> {
    const rows = await lockedRows(tx, actor, wave)
    const moving = movingRows(rows)
    // What a restriction hides goes out with others, never alone: a release by itself would say that there is some.
    if (moving.every(({ ofRestricted }) => ofRestricted)) return refuse('nothing_to_release')
    if ((await unfinishedOf(tx, actor, wave)).pending.length > 0) return refuse('wave_unfinished')
    const left = await tx.query<GoneRow[]>(`${gone} ${unkept}`, [
      actor.editionId,
      wave,
      releasedTogether,
      actor.accountId,
    ])
    if (digestOf(rows, left) !== digest) return refuse('set_changed')
    const shortage = shortageOf(rows, await placesNow(tx, actor))
    if (shortage) return refuse('release_blocked', { code: 'no_place', ...shortage })
    const blockers = blockersOf(rows)
    if (blockers.length > 0) return blocked(tx, actor, blockers)
    await wordAlike(tx, moving)
    for (const row of releaseOrder(moving, seededRandom(randomUUID()))) {
      const moved = await moveApplication(tx, stepOf(row))
      if (!moved.ok) return blocked(tx, actor, [{ ...row, code: moved.code }])
    }

    return this.settle(tx, actor, { wave, rows, moving })
  }

  private async settle(
    tx: Tx,
    actor: StaffActor,
    { wave, rows, moving }: { wave: string; rows: readonly ApprovedRow[]; moving: readonly ApprovedRow[] },
  ): Promise<Released> {
    await tx.query('SELECT app.release_due($1)', [moving.map((row) => row.applicationId)])
    const left = await tx.query<{ id: string }[]>(gone, [actor.editionId, wave, releasedTogether])
    const moved = moving.filter(isTold).length
    const skipped = rows.filter(isTold).length - moved + left.length
    const back = await tx.query<{ id: string; state: string }[]>(takenBack, [actor.editionId, wave, releasedTogether])
    const counted = [...moving, ...left, ...back.filter(({ state }) => state === 'superseded')]
    await tx.query(
      `WITH made AS (INSERT INTO app.release (edition_id, wave, author_id, moved, skipped) VALUES ($1, $2, $3, $4, $5) RETURNING id)
       UPDATE app.decision d SET release_id = made.id FROM made WHERE d.id = ANY ($6)`,
      [actor.editionId, wave, actor.accountId, moved, skipped, counted.map(({ id }) => id)],
    )
    const purpose = `${wave} ${moved}/${skipped}`
    await this.audit.record(tx, { actorId: actor.accountId, verb: 'wave.released', objectId: actor.editionId, purpose })
    return done({ moved, skipped })
  }
}

const isTold = ({ ofRestricted }: ApprovedRow): boolean => !ofRestricted

/** The first of these that the colleague may know of is named; of the others only why. */
async function blocked(tx: Tx, actor: StaffActor, blockers: readonly ApprovedRow[]): Promise<Released> {
  const names = await namesOf(tx, actor, blockers)
  const first = blockers.find(({ applicationId }) => names.has(applicationId)) ?? blockers[0]
  const caseNumber = names.get(first?.applicationId ?? '')

  return refuse('release_blocked', { ...(caseNumber ? { caseNumber } : {}), code: first?.code ?? '' })
}

/** What is approved, files held by id before their decisions and those before the places; looked at behind the locks. */
async function lockedRows(tx: Tx, actor: StaffActor, wave: string): Promise<ApprovedRow[]> {
  const { editionId } = actor
  const open = `SELECT d.application_id AS id FROM app.decision d JOIN app.application a ON a.id = d.application_id
    WHERE a.edition_id = $1 AND a.wave = $2 AND d.state = 'second_ok' AND d.move = ANY ($3)`
  const asked = await tx.query<{ id: string }[]>(open, [editionId, wave, releasedTogether])
  const files = asked.map(({ id }) => id)
  await lockToMove(tx, files)
  const held = `${open} AND a.id = ANY ($4) ORDER BY d.nth FOR UPDATE OF d`
  await tx.query(held, [editionId, wave, releasedTogether, files])
  await lockPlaces(tx, editionId)
  const known = new Set(files)

  return (await approvedRows(tx, actor, wave)).filter(({ applicationId }) => known.has(applicationId))
}

/** Security refusals bear the words of most others. */
async function wordAlike(tx: Tx, moving: readonly ApprovedRow[]): Promise<void> {
  const quiet = moving.filter(isQuiet).map(({ id }) => id)
  if (quiet.length === 0) return
  await tx.query('UPDATE app.decision SET wording = $2 WHERE id = ANY ($1)', [quiet, commonWording(moving)])
}

// The move is its author's, who was looked at with the second when they signed: whoever releases may lack the permission behind an
// outcome (screening's refusals are the coordinators') or have a conflict with one file of many. The release stands in the log beside it.
const stepOf = ({ applicationId, move, authorId, id }: ApprovedRow) => ({
  applicationId,
  move,
  role: rolesFor(move)[0] as Role,
  actorId: authorId,
  decisionId: id,
})
