import { Injectable } from '@nestjs/common'
import type { ApplicationMove } from '#domain/application/lifecycle.js'
import { isSecondThought } from '#domain/decision/reasons.js'
import { proposable } from '#domain/decision/outcomes.js'
import { takesSupport } from '#domain/decision/support.js'
import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { type LinePlace, linePlaces } from './line/waitlist-places.js'
import { rolesFor } from './roles-of-moves.js'

export interface PendingDecision {
  readonly id: string
  readonly applicationId: string
  readonly move: ApplicationMove
  readonly state: 'pending' | 'second_ok'
  readonly author: string
  readonly second: string | null
  /** The viewer set it, and so cannot be the second person. */
  readonly isOwn: boolean
  /** Two people had agreed, and somebody took that back: the viewer, or another. */
  readonly reopenedBy: 'me' | 'other' | null
  /** What would be paid for them. */
  readonly support: readonly string[]
  /** The viewer holds a role of its second person. */
  readonly mayAgree: boolean
  /** It waits for the viewer; one of many files is answered with the others. */
  readonly waitsForViewer: boolean
  /** ISO date. */
  readonly madeOn: string
  /** Until when it can still happen; null for most. */
  readonly until: Date | null
  /** Among those the wave puts on the waitlist so far; null for every other decision. */
  readonly place: LinePlace | null
}

export interface EarlierDecision {
  readonly id: string
  readonly move: string
  readonly state: 'released' | 'superseded'
  readonly author: string
  readonly second: string | null
  /** ISO date. */
  readonly madeOn: string
}

export interface BoardRow {
  readonly file: SeenFile
  readonly decision: PendingDecision | null
}

export interface WaitingDecision {
  readonly file: SeenFile
  readonly decision: PendingDecision
}

interface DecisionRow {
  id: string
  application_id: string
  move: ApplicationMove
  state: 'pending' | 'second_ok'
  author: string
  second: string | null
  author_id: string
  reopened_by: string | null
  support: string[]
  is_one_of_many: boolean
  of_restricted: boolean
  made_on: string
  until: Date | null
}

/** Decisions that wait, beside the real state of their files. */
@Injectable()
export class PendingDecisions {
  constructor(private readonly database: Database) {}

  /** Files that stand before the board or wait for a release, in the order of case numbers. */
  async board(actor: StaffActor): Promise<BoardRow[]> {
    const files = await seenFiles(this.database, actor, {
      where: `(a.state IN ('vetting', 'board', 'waitlisted') OR EXISTS (SELECT 1 FROM app.decision d
        WHERE d.application_id = a.id AND d.state IN ('pending', 'second_ok')))`,
      tail: 'ORDER BY a.case_number',
    })
    const decided = files.filter(({ seen }) => seen.decisions)
    const decisions = await this.of(
      actor,
      decided.map(({ id }) => id),
    )

    return decided.map((file) => ({ file, decision: decisions.get(file.id) ?? null }))
  }

  /** Decisions that wait for this viewer as the second person, oldest first; of those about many files each is not among them. */
  async waiting(actor: StaffActor): Promise<WaitingDecision[]> {
    const files = await seenFiles(this.database, actor, {
      where: `EXISTS (SELECT 1 FROM app.decision d WHERE d.application_id = a.id AND d.state = 'pending' AND d.batch_id IS NULL)`,
    })
    const decided = files.filter(({ seen }) => seen.decisions)
    const decisions = await this.of(
      actor,
      decided.map(({ id }) => id),
    )
    const rows = decided.flatMap((file) => {
      const decision = decisions.get(file.id)
      return decision?.waitsForViewer ? [{ file, decision }] : []
    })
    return rows.toSorted((a, b) => (a.decision.madeOn < b.decision.madeOn ? -1 : 1))
  }

  /** The live decision of one file; null when there is none or the viewer may not know. */
  async one(actor: StaffActor, file: SeenFile): Promise<PendingDecision | null> {
    if (!file.seen.decisions) return null
    return (await this.of(actor, [file.id])).get(file.id) ?? null
  }

  /** Decisions of one file that were released or taken back, oldest first; none for who may not know. */
  async earlier(file: SeenFile): Promise<EarlierDecision[]> {
    if (!file.seen.decisions) return []
    return this.database.prepared<EarlierDecision>(
      `SELECT d.id, d.move, d.state, s.display_name AS author, t.display_name AS second, d.made_on::text AS "madeOn"
       FROM app.decision d JOIN app.staff_account s ON s.id = d.author_id LEFT JOIN app.staff_account t ON t.id = d.second_id
       WHERE d.application_id = $1 AND d.state IN ('released', 'superseded') ORDER BY d.nth`,
      [file.id],
    )
  }

  /**
   * What would have been paid for somebody who may be invited once more; none of a file nobody can be invited again by, and for
   * who may not know.
   */
  async lapsed(file: SeenFile): Promise<string[]> {
    const isAgain = proposable(file.state).some((move) => isSecondThought(move) && takesSupport(move))
    if (!file.seen.decisions || !isAgain) return []
    const rows = await this.database.prepared<{ line: string }>(
      'SELECT category AS line FROM app.entitlement WHERE application_id = $1 AND removed_on IS NULL ORDER BY 1',
      [file.id],
    )
    return rows.map(({ line }) => line)
  }

  private async of(actor: StaffActor, ids: readonly string[]): Promise<Map<string, PendingDecision>> {
    const rows = await this.database.prepared<DecisionRow>(
      `SELECT d.id, d.application_id, d.move, d.state, d.author_id, d.reopened_by, s.display_name AS author, t.display_name AS second,
         ARRAY(SELECT e.category FROM app.entitlement e WHERE e.application_id = d.application_id AND e.removed_on IS NULL ORDER BY 1) AS support,
         d.batch_id IS NOT NULL AS is_one_of_many, d.of_restricted, d.made_on::text,
         CASE d.move WHEN 'undo_withdraw' THEN (SELECT a.undo_until FROM app.application a WHERE a.id = d.application_id) END AS until
       FROM app.decision d JOIN app.staff_account s ON s.id = d.author_id LEFT JOIN app.staff_account t ON t.id = d.second_id
       WHERE d.application_id = ANY ($1) AND d.state IN ('pending', 'second_ok')`,
      [ids],
    )
    const isOfLine = rows.some(({ move }) => move === 'release_waitlist')
    const places = isOfLine ? await linePlaces(this.database, actor) : new Map<string, LinePlace>()
    return new Map(
      rows.map((row) => [
        row.application_id,
        { ...pendingDecision(actor, row), place: places.get(row.application_id) ?? null },
      ]),
    )
  }
}

function pendingDecision(actor: StaffActor, row: DecisionRow): Omit<PendingDecision, 'place'> {
  const {
    application_id: applicationId,
    author_id: authorId,
    is_one_of_many: isOneOfMany,
    of_restricted: isRestricted,
    reopened_by: by,
    made_on: madeOn,
    ...rest
  } = row
  const isOwn = authorId === actor.accountId
  const may = rolesFor(row.move, { isRestricted })
  const mayAgree = may.some((role) => (actor.roles as readonly string[]).includes(role))

  return {
    ...rest,
    // Lines stand with an invitation: beside any other decision they would say what it does not do.
    support: takesSupport(row.move) ? row.support : [],
    applicationId,
    isOwn,
    reopenedBy: by === null ? null : by === actor.accountId ? 'me' : 'other',
    mayAgree,
    waitsForViewer: row.state === 'pending' && !isOwn && !isOneOfMany && mayAgree,
    madeOn,
  }
}
