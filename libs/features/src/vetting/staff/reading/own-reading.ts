import { Injectable } from '@nestjs/common'
import { nextFile } from '#domain/review/next-file.js'
import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { HandOverReviews } from './hand-over-reviews.js'

/** How far a reader is with the files assigned to them. */
export interface Reading {
  readonly read: number
  readonly all: number
  /** What is left, at twelve minutes each. */
  readonly hoursLeft: number
  /** Id of the file to open next; null when nothing is left. */
  readonly next: string | null
}

const minutesEach = 12

interface Facts {
  id: string
  reviews: number
  is_own: boolean
}

/** What a reader has read, and what they should read next. */
@Injectable()
export class OwnReading {
  constructor(
    private readonly database: Database,
    private readonly handOver: HandOverReviews,
  ) {}

  /**
   * Counts files whose review is in, or can still be written; null for who is no reviewer. The next one is what was begun,
   * else the one fewest have read: how many that are decides here and is not said. A review
   * kept from other readers does not count. What they wrote goes to readers who have sent theirs since.
   */
  async run(actor: StaffActor): Promise<Reading | null> {
    if (!hasRole(actor, 'reviewer')) return null
    await this.handOver.ofAuthor(actor)
    const files = await seenFiles(this.database, actor, { where: assigned })
    const read = files.filter(isRead)
    const open = files.filter((file) => file.state === 'in_review' && !isRead(file))
    const facts = await this.factsOf(
      actor,
      open.map(({ id }) => id),
    )
    const readable = open.map((file) => ({
      id: file.id,
      reviews: facts.get(file.id)?.reviews ?? 0,
      // Given again to who abstained, it is as new.
      ownReview: file.facts.ownReview === 'abstained' ? 'none' : file.facts.ownReview,
      isOwn: facts.get(file.id)?.is_own ?? false,
      hasConflict: file.facts.hasConflict,
    }))

    return {
      read: read.length,
      all: read.length + open.length,
      hoursLeft: (open.length * minutesEach) / 60,
      next: nextFile(readable, actor.accountId),
    }
  }

  private async factsOf(actor: StaffActor, ids: readonly string[]): Promise<Map<string, Facts>> {
    const rows = await this.database.query<Facts>(
      `SELECT a.id, coalesce(n.made_by = $2, false) AS is_own,
         (SELECT count(*)::int FROM app.review r WHERE r.application_id = a.id AND r.account_id <> $2 AND r.state = 'submitted'
           AND NOT r.is_private) AS reviews
       FROM app.application a LEFT JOIN app.nomination n ON n.id = a.nomination_id WHERE a.id = ANY ($1)`,
      [ids, actor.accountId],
    )
    return new Map(rows.map((row) => [row.id, row]))
  }
}

const isRead = ({ facts }: SeenFile): boolean => facts.ownReview === 'submitted' || facts.opinion === 'agree'

const assigned = `EXISTS (SELECT 1 FROM app.assignment o WHERE o.application_id = a.id AND o.account_id = $1
  AND o.role = 'reviewer' AND o.ended_on IS NULL)`
