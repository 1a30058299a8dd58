import { Injectable } from '@nestjs/common'
import { nextFile, type ReadableFile } from '#domain/review/next-file.js'
import { seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { HandOverReviews } from './hand-over-reviews.js'

/** How a reader stands to a file they have; `stale`: their review is in, and the person has written again since. */
export type ReaderStanding = 'done' | 'put_forward' | 'stale' | 'begun' | 'fresh'

export interface OwnFile {
  readonly standing: ReaderStanding
  readonly isOwed: boolean
}

export interface ClosedFiles {
  readonly count: number
  /** ISO date; null where no such day is set. */
  readonly opensOn: string | null
}

/** How far a reader is with the files assigned to them. */
export interface Reading {
  readonly read: number
  readonly all: number
  /** Reviews they owe a second look. */
  readonly older: number
  /** What is left, at twelve minutes each. */
  readonly hoursLeft: number
  /** Id of the file to open next; null when nothing is left, or a keeper must hand over first what is. */
  readonly next: string | null
  /** Calibration files that are theirs: how many there are, and how many of them they have reviewed. */
  readonly calibration: { readonly read: number; readonly all: number }
  /** Files of theirs whose phase is not open, and the first day on which one of them is. */
  readonly closed: ClosedFiles
  /** By id. */
  readonly files: ReadonlyMap<string, OwnFile>
}

const minutesEach = 12

interface Standing extends OwnFile {
  readonly id: string
  readonly isReady: boolean
  readonly isCalibration: boolean
  readonly reviews: number
}

/** What a reader has read, and what they should read next. */
@Injectable()
export class OwnReading {
  constructor(
    private readonly database: Database,
    private readonly handOver: HandOverReviews,
  ) {}

  /**
   * Counts files whose review is in and stands, or is owed; null for who is no reviewer. The next one is a
   * calibration file they have not reviewed, else what was begun or is out of date, else the one fewest have read: how many that are decides here and is not said. A review
   * kept from other readers does not count. What they wrote goes to readers who have sent theirs since.
   */
  async run(actor: StaffActor): Promise<Reading | null> {
    if (!hasRole(actor, 'reviewer')) return null
    await this.handOver.ofAuthor(actor)
    const files = await this.standings(actor)
    const owed = files.filter(({ isOwed }) => isOwed)
    const read = files.filter(({ standing }) => standing === 'done').length
    const marked = files.filter(
      ({ isCalibration, isOwed, standing }) => isCalibration && (isOwed || standing === 'done'),
    )
    const readable = files.filter(({ isReady, standing }) => isReady || standing === 'put_forward')

    return {
      read,
      all: read + owed.length,
      older: owed.filter(({ standing }) => standing === 'stale').length,
      hoursLeft: (owed.length * minutesEach) / 60,
      next: nextFile(readable.map(readableFile), actor.accountId),
      calibration: { read: marked.filter(({ standing }) => isIn(standing)).length, all: marked.length },
      closed: await this.closed(actor),
      files: new Map(files.map((file) => [file.id, file])),
    }
  }

  private async closed({ accountId, editionId }: StaffActor): Promise<ClosedFiles> {
    const [row] = await this.database.query<ClosedFiles>(
      `SELECT count(DISTINCT w.application_id)::int AS count, min(p.starts_on)::text AS "opensOn"
       FROM app.reading w JOIN app.application a ON a.id = w.application_id
         LEFT JOIN app.phase p ON p.edition_id = a.edition_id AND p.wave = a.wave AND p.kind = 'review' AND p.starts_on > app.today()
       WHERE w.account_id = $1 AND w.edition_id = $2 AND w.is_owed AND a.wave = ANY (app.waves_closed_to_readers($2))`,
      [accountId, editionId],
    )
    return row ?? { count: 0, opensOn: null }
  }

  private async standings(actor: StaffActor): Promise<Standing[]> {
    const seen = await seenFiles(this.database, actor, { where: assigned })
    return this.database.query<Standing>(
      `SELECT w.application_id AS id, w.standing, w.is_owed AS "isOwed", w.is_ready AS "isReady",
         EXISTS (SELECT 1 FROM app.calibration_file c JOIN app.edition e ON e.id = w.edition_id AND e.calibration_files > 0
           WHERE c.application_id = w.application_id) AS "isCalibration",
         (SELECT count(*)::int FROM app.review r WHERE r.application_id = w.application_id AND r.account_id <> $2
           AND r.state = 'submitted' AND NOT r.is_private) AS reviews
       FROM app.reading w WHERE w.application_id = ANY ($1) AND w.account_id = $2`,
      [seen.map(({ id }) => id), actor.accountId],
    )
  }
}

const isIn = (standing: ReaderStanding): boolean => standing === 'done' || standing === 'stale'

const readableFile = ({ id, standing, reviews, isCalibration }: Standing): ReadableFile => ({
  id,
  reviews,
  ownReview: ownReviews[standing],
  isOwn: standing === 'put_forward',
  hasConflict: false,
  isCalibration,
})

// Given again to who abstained, it is as new.
const ownReviews = {
  done: 'submitted',
  put_forward: 'none',
  stale: 'stale',
  begun: 'draft',
  fresh: 'none',
} as const satisfies Readonly<Record<ReaderStanding, ReadableFile['ownReview']>>

const assigned = `EXISTS (SELECT 1 FROM app.assignment o WHERE o.application_id = a.id AND o.account_id = $1
  AND o.role = 'reviewer' AND o.ended_on IS NULL)`
