import type { ApplicationMove } from '#domain/application/lifecycle.js'
import { releasedTogether } from '#domain/decision/outcomes.js'
import { secondsOfPersons, seenFiles } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import { setDigest } from './approvals.js'
import type { Places } from './read-places.js'
import type { NamedFile, Unfinished } from './unfinished.js'
import { goesOn, spokenMissing } from './vetting-gate.js'

/** One approved outcome of a wave, and what would become of it now: `ok`, `left`, a code for which it waits for a later release, or the code that stops this one. */
export interface ApprovedRow {
  readonly id: string
  readonly applicationId: string
  readonly state: string
  readonly move: ApplicationMove
  readonly authorId: string
  readonly reasonClass: string
  readonly wording: string
  readonly code: string
  /** With `kept_apart`, those in the way: they have a place, or would get one by this release. */
  readonly beside: readonly string[]
  /** How often a hold, a restriction or a concern of the file ended: what once left the set came back. */
  readonly lifted: number
  /** Place in the order of putting forward, among all decisions. */
  readonly nth: string
  /** A conflict of the viewer’s own keeps the file from them. */
  readonly isKept: boolean
  /** Agreed by those who see a restricted file: it goes along with the others and is no part of what is shown or counted. */
  readonly ofRestricted: boolean
}

/** One that left by a withdrawal or an erasure, and took its decision along. */
export type GoneRow = Pick<ApprovedRow, 'id' | 'lifted' | 'nth'>

export interface ReleaseSummary {
  /** How many move, by move; like every figure here, of the files this colleague may know of. */
  readonly moving: Readonly<Record<string, number>>
  /** Who goes on the waitlist, in the order they will stand in behind whoever is on it. */
  readonly waitlist: readonly NamedFile[]
  /** Left the set since it was approved: withdrawn, erased, held or restricted. A count, never names. */
  readonly skipped: number
  /** Agreed by two people and taken back since the last release. */
  readonly takenBack: number
  /** Left out until harm is judged again, or somebody has spoken with who did not type themselves: their answer comes after the others. */
  readonly waiting: readonly (NamedFile & { readonly code: string })[]
  /** Places the edition has, and places taken now. */
  readonly capacity: number
  readonly taken: number
  /** More invitations than there are places left for; null where there are enough. */
  readonly shortage: Shortage | null
  /** Whether anything stops the release; `blockers` names what of it this colleague may know. */
  readonly isBlocked: boolean
  readonly blockers: readonly (NamedFile & { readonly code: string })[]
  /** While a decision of it waits for its second person, nothing of the wave goes out. */
  readonly unfinished: Unfinished
  /** Of what would be released now; what is sent back with the press of the button. */
  readonly digest: string
}

export interface Shortage {
  readonly needed: number
  readonly left: number
}

/** SQL: of decision `d`’s file. */
export const lifted = `(SELECT count(*) FROM app.flag f WHERE f.application_id = d.application_id AND f.lifted_on IS NOT NULL
      AND f.kind IN ('on_hold', 'paused', 'duress', 'restricted'))::int
    + (SELECT count(*) FROM app.concern_settlement s JOIN app.integrity_concern c ON c.id = s.concern_id
      WHERE c.application_id = d.application_id AND s.second_id IS NOT NULL)::int`

// In the order in which they were put forward: it becomes the order of the waitlist.
const approved = `SELECT d.id, d.application_id AS "applicationId", a.state, d.move, d.author_id AS "authorId", d.reason_class AS "reasonClass", d.wording, l.code, l.beside,
    d.of_restricted AS "ofRestricted",
    ${lifted} AS lifted, d.nth,
    EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = a.id AND c.account_id = $4) AS "isKept"
  FROM app.release_look($1, $2, $3) l JOIN app.decision d ON d.id = l.decision_id JOIN app.application a ON a.id = l.application_id
  ORDER BY d.nth`

/** Every outcome of the wave that two people approved, judged by the rules of its move. */
export async function approvedRows(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  wave: string,
): Promise<ApprovedRow[]> {
  const values = [actor.editionId, wave, releasedTogether, actor.accountId]
  const rows = await database.query<ApprovedRow>(approved, values)
  const fine = rows.filter(({ code }) => code === 'ok')
  const seconds = await secondsOfPersons(database, actor, idsOf(fine.filter(({ move }) => goesOn.has(move))))
  const unspoken = new Set(await spokenMissing(database, idsOf(fine)))

  const hidden = await besideHidden(database, actor, rows)

  return rows.map((row) => {
    if (hidden.has(row.applicationId)) return { ...row, code: 'left' }
    if (seconds.has(row.applicationId)) return { ...row, code: 'second_of_person' }
    return unspoken.has(row.applicationId) ? { ...row, code: 'spoken_missing' } : row
  })
}

/**
 * Files this colleague sees and which must not come beside somebody they do not see: left out like one that is stopped, for
 * that somebody has a place is not theirs to know.
 */
async function besideHidden(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  rows: readonly ApprovedRow[],
): Promise<ReadonlySet<string>> {
  const apart = rows.filter(({ code }) => code === 'kept_apart')
  if (apart.length === 0) return new Set()
  const ids = apart.flatMap(({ applicationId, beside }) => [applicationId, ...beside])
  const seen = new Set(
    (await seenFiles(database, actor, { where: 'a.id = ANY ($3)', values: [ids] })).map(({ id }) => id),
  )

  return new Set(
    apart
      .filter(({ applicationId, beside }) => seen.has(applicationId) && !beside.some((id) => seen.has(id)))
      .map(({ applicationId }) => applicationId),
  )
}

const waitsFor = new Set(['harm_open', 'spoken_missing'])

const idsOf = (rows: readonly ApprovedRow[]): string[] => rows.map(({ applicationId }) => applicationId)

/** Those of which whoever releases is told something. */
const toldRows = (rows: readonly ApprovedRow[]): ApprovedRow[] =>
  rows.filter(({ isKept, ofRestricted }) => !isKept && !ofRestricted)

/** Those that move if nothing stops the release. */
export const movingRows = (rows: readonly ApprovedRow[]): ApprovedRow[] =>
  rows.filter(({ code }) => code !== 'left' && !waitsFor.has(code))

/** Null where there is a place for each invitation. */
export function shortageOf(rows: readonly ApprovedRow[], { free: left }: Places): Shortage | null {
  const needed = movingRows(rows).filter(({ move, state }) => move === 'release_invite' && state !== 'invited').length

  return needed > left ? { needed, left } : null
}

/** Case numbers of those files this colleague may know a decision of. */
export async function namesOf(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  rows: readonly ApprovedRow[],
): Promise<ReadonlyMap<string, string>> {
  const files = await seenFiles(database, actor, {
    where: 'a.id = ANY ($3)',
    values: [rows.map(({ applicationId }) => applicationId)],
  })
  return new Map(files.filter(({ seen }) => seen.decisions).map(({ id, caseNumber }) => [id, caseNumber]))
}

/**
 * Hex digest of the set this colleague is shown. Who leaves it by withdrawal, erasure, hold, restriction or concern leaves the
 * digest as it is; who comes, comes back, or leaves otherwise makes it another, and so does another order of those who go on the waitlist. What a conflict of
 * theirs or a restriction hides has no part in it.
 */
export const digestOf = (rows: readonly ApprovedRow[], gone: readonly GoneRow[]): string =>
  setDigest(
    [...toldRows(rows).filter(({ code }) => !waitsFor.has(code)), ...gone].map(
      (row) => `${row.id} ${row.lifted} ${row.nth}`,
    ),
  ).toString('hex')

/** Those that stop the whole release, the first put forward first. */
export const blockersOf = (rows: readonly ApprovedRow[]): ApprovedRow[] =>
  movingRows(rows).filter(({ code }) => code !== 'ok')

/** In the order of putting forward, those who would join the waitlist and of whom this colleague may know. */
const waitlistOf = (rows: readonly ApprovedRow[], names: ReadonlyMap<string, string>): NamedFile[] =>
  movingRows(rows)
    .filter(({ move, state }) => move === 'release_waitlist' && state !== 'waitlisted')
    .flatMap(({ applicationId: id }) => {
      const caseNumber = names.get(id)
      return caseNumber === undefined ? [] : [{ id, caseNumber }]
    })

/** What one colleague may know of it. `gone`: decisions that went with a withdrawal or an erasure. */
export function summaryOf(
  rows: readonly ApprovedRow[],
  names: ReadonlyMap<string, string>,
  {
    places,
    gone,
    takenBack,
    unfinished,
  }: {
    readonly places: Places
    readonly gone: readonly GoneRow[]
    readonly takenBack: number
    readonly unfinished: Unfinished
  },
): ReleaseSummary {
  const named = (row: ApprovedRow) => {
    const caseNumber = names.get(row.applicationId)
    return caseNumber === undefined ? [] : [{ id: row.applicationId, caseNumber, code: row.code }]
  }
  const moving: Record<string, number> = {}
  for (const row of movingRows(rows)) {
    if (names.has(row.applicationId)) moving[row.move] = (moving[row.move] ?? 0) + 1
  }
  const shortage = shortageOf(rows, places)
  const blockers = blockersOf(rows)

  return {
    moving,
    waitlist: waitlistOf(rows, names),
    skipped: gone.length + toldRows(rows).filter(({ code }) => code === 'left').length,
    takenBack,
    waiting: rows.filter(({ code }) => waitsFor.has(code)).flatMap(named),
    capacity: places.capacity,
    taken: places.taken,
    shortage,
    isBlocked: shortage !== null || blockers.length > 0,
    blockers: blockers.flatMap(named),
    unfinished,
    digest: digestOf(rows, gone),
  }
}
