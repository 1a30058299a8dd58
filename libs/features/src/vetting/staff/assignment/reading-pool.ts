import {
  type ApartPair,
  type AssignmentProblem,
  type AssignmentSettings,
  type Drawn,
  type ReadPair,
} from '#domain/assignment/problem.js'
import { grouped } from '#domain/grouped.js'
import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'

/** A reader's plain settings. `most` null means no limit; an unwilling reader is given nothing new. */
export interface ReaderSettings {
  /** None until the reader or a planner has said. */
  readonly languages: readonly string[]
  readonly least: number
  readonly most: number | null
  readonly willing: boolean
}

/** A reviewer of the edition, or somebody who still has a file as one. */
export interface PoolReader extends ReaderSettings {
  readonly accountId: string
  readonly name: string
  readonly login: string
  readonly address: string | null
  readonly isReviewer: boolean
  /** Of the settings; 0 while they are the defaults. */
  readonly version: number
  /** Files of the pool they have now. */
  readonly load: number
}

interface StandingPair extends ReadPair {
  readonly drawn: 'pool' | 'match' | 'manual' | 'calibration'
  /** The review is in, or they agree with another's: this read is never given up. */
  readonly isDone: boolean
  /** A draft is there, or they disagree and owe a review: whoever evens out loads leaves it to them. */
  readonly isBegun: boolean
}

/** Files in review that the viewer sees, and who may read them. */
export interface ReadingPool {
  readonly files: readonly SeenFile[]
  /** Files on hold or restricted, as far as the viewer sees them; they wait. */
  readonly leftOut: number
  readonly readers: readonly PoolReader[]
  readonly existing: readonly StandingPair[]
  /** By file, readings of people who have it no more, whose review is in and up to date: they count. */
  readonly left: ReadonlyMap<string, readonly ReadPair[]>
  /** On record, or the reader put the person forward. */
  readonly conflicts: readonly ReadPair[]
  readonly refused: readonly ReadPair[]
  /** Readers who must not share a file. */
  readonly apart: readonly ApartPair[]
}

type Queries = Pick<Database, 'query'>

/** A coordinator or vetting lead who keeps `profile`: nobody else could hand over the keys of what is assigned. */
export const mayPlan = (actor: StaffActor): boolean =>
  hasRole(actor, 'coordinator', 'vetting_lead') && actor.keeperOf.includes('profile')

/** The pool as it stands now; with `only`, of these files alone. Readers by name, the rest in the order of files. */
export async function readingPool(queries: Queries, actor: StaffActor, only?: readonly string[]): Promise<ReadingPool> {
  const seen = await seenFiles(queries, actor, {
    where: `a.state = 'in_review'${only ? ' AND a.id = ANY ($3)' : ''}`,
    tail: 'ORDER BY a.case_number',
    values: only ? [only] : [],
  })
  const files = seen.filter(({ isHeld, facts }) => !isHeld && !facts.isRestricted)
  const ids = files.map(({ id }) => id)
  const existing = await queries.query<StandingPair>(standing, [ids])
  const left = await queries.query<ReadPair>(leftAsked, [ids])
  const readers = await queries.query<Omit<PoolReader, 'load'>>(readersAsked, [actor.editionId, ids])

  return {
    files,
    leftOut: seen.length - files.length,
    readers: readers.map((reader) => ({
      ...reader,
      load: existing.filter((pair) => pair.reader === reader.accountId).length,
    })),
    existing,
    left: grouped(left, ({ file }) => file),
    conflicts: await queries.query<ReadPair>(conflicting, [ids]),
    refused: await queries.query<ReadPair>(takenAway, [ids]),
    apart: (await queries.query<{ pair: ApartPair }>(keptApart, [actor.editionId])).map(({ pair }) => pair),
  }
}

// Given later, named later: of two readers kept apart the later one falls. An abstention ends the assignment: who abstained and
// has the file was given it again.
const standing = `
  SELECT s.application_id AS file, s.account_id AS reader, s.drawn,
    coalesce(r.state = 'submitted', false) OR coalesce(o.opinion = 'agree', false) AS "isDone",
    coalesce(r.state = 'draft', false) OR coalesce(o.opinion = 'disagree', false) AS "isBegun"
  FROM app.assignment s LEFT JOIN app.review r ON r.application_id = s.application_id AND r.account_id = s.account_id
    LEFT JOIN app.opinion_asked o ON o.application_id = s.application_id AND o.account_id = s.account_id
  WHERE s.application_id = ANY ($1) AND s.role = 'reviewer' AND s.ended_on IS NULL
  ORDER BY s.assigned_on, s.application_id, s.account_id`

const leftAsked = `
  SELECT r.application_id AS file, r.account_id AS reader FROM app.review r
  WHERE r.application_id = ANY ($1) AND r.state = 'submitted' AND r.profile_version >= app.profile_number(r.application_id)
    AND NOT EXISTS (SELECT 1 FROM app.assignment s WHERE s.application_id = r.application_id AND s.account_id = r.account_id
      AND s.role = 'reviewer' AND s.ended_on IS NULL)
  ORDER BY 1, 2`

const readersAsked = `
  SELECT a.id AS "accountId", a.display_name AS name, a.login, a.address, coalesce(r.languages, '{}') AS languages,
    coalesce(r.min_load, 0) AS least, r.max_load AS most, coalesce(r.willing, true) AS willing,
    coalesce(r.version, 0) AS version, app.holds_role(a.id, $1, ARRAY['reviewer']) AS "isReviewer"
  FROM app.staff_account a LEFT JOIN app.reader r ON r.account_id = a.id AND r.edition_id = $1
  WHERE app.holds_role(a.id, $1, ARRAY['reviewer']) OR EXISTS (SELECT 1 FROM app.assignment s
    WHERE s.account_id = a.id AND s.application_id = ANY ($2) AND s.role = 'reviewer' AND s.ended_on IS NULL)
  ORDER BY a.display_name, a.login`

// Who put a person forward never reads their file, whatever is on record between the two.
const conflicting = `
  SELECT application_id AS file, account_id AS reader FROM app.conflict WHERE application_id = ANY ($1)
  UNION SELECT a.id, n.made_by FROM app.application a JOIN app.nomination n ON n.id = a.nomination_id
    WHERE a.id = ANY ($1) AND n.made_by IS NOT NULL
  ORDER BY 1, 2`

const keptApart = 'SELECT ARRAY[one, other] AS pair FROM app.reader_pair WHERE edition_id = $1 ORDER BY one, other'

const takenAway = `SELECT application_id AS file, account_id AS reader FROM app.assignment_refusal
  WHERE application_id = ANY ($1) ORDER BY 1, 2`

/**
 * The pool as far as a planner may know it. Of a file whose reviews are hidden from them, since they have it to read, all reads
 * are alike, as if done or as if still owed, and nobody has read it and left: what comes of it tells of no review.
 */
export function asKnown(pool: ReadingPool, hidden: 'done' | 'owed'): ReadingPool {
  const known = new Set(pool.files.filter(({ seen }) => seen.privateReviews).map(({ id }) => id))
  const alike = { isDone: hidden === 'done', isBegun: false }
  return {
    ...pool,
    existing: pool.existing.map((pair) => (known.has(pair.file) ? pair : { ...pair, ...alike })),
    left: new Map([...pool.left].filter(([file]) => known.has(file))),
  }
}

/**
 * The pool as the engine takes it. Regions, countries and wishes are sealed, so no read is chosen for them (decision 0019)
 * and every one is drawn from all readers; a read given by hand or for calibration counts as chosen, not as drawn, and no
 * proposal takes one for calibration away.
 */
export const problemOf = (pool: ReadingPool, settings: AssignmentSettings): AssignmentProblem => ({
  readers: pool.readers.map((reader) => ({
    id: reader.accountId,
    languages: reader.languages,
    regions: [],
    excluded: [],
    ...loadsOf(reader),
  })),
  files: pool.files.map(({ id, answerLanguage }) => ({
    id,
    language: answerLanguage ?? '',
    region: null,
    country: null,
    read: pool.left.get(id)?.length ?? 0,
  })),
  conflicts: pool.conflicts,
  existing: pool.existing.map(({ file, reader, drawn }) => ({ file, reader, drawn: drawnAs(drawn) })),
  held: pool.existing.filter(({ isDone, isBegun, drawn }) => isDone || isBegun || drawn === 'calibration'),
  refused: [...pool.refused, ...[...pool.left.values()].flat()],
  barred: [],
  apart: pool.apart,
  match: [],
  settings,
})

export const drawnAs = (drawn: StandingPair['drawn']): Drawn => (drawn === 'pool' ? 'pool' : 'match')

/** One name for a pair, for sets and maps. */
export const keyOf = ({ file, reader }: ReadPair): string => `${file} ${reader}`

const loadsOf = ({ isReviewer, willing, least, most }: PoolReader) =>
  isReviewer && willing ? { least, most } : { least: 0, most: 0 }
