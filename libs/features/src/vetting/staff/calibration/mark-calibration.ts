import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockPlaces, lockToMove } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { calibrationLimit, markableFiles, markedFiles } from './marked-files.js'

/** How far one reader is with the calibration files. */
export interface CalibrationReader {
  readonly accountId: string
  readonly name: string
  /** They have it and did not put the person forward. */
  readonly given: number
  /** Of those, reviews that are in. */
  readonly read: number
}

export interface CalibrationFiles {
  /** Most files the edition has; 0: it has none, and marks say nothing. */
  readonly most: number
  readonly files: readonly { readonly id: string; readonly caseNumber: string; readonly state: string }[]
  /** Files the counts of readers are of: a viewer who reads one themselves is told nothing of its reviews. */
  readonly counted: number
  readonly readers: readonly CalibrationReader[]
}

export type MarkRefusal = 'not_found' | 'calibration_unknown' | 'calibration_full'

/** Files every reader reads before the others; the vetting lead chooses them. */
@Injectable()
export class MarkCalibration {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Files by case number, readers by name. Refuses: not_found (no vetting lead). */
  async list(actor: StaffActor): Promise<Outcome<CalibrationFiles, 'not_found'>> {
    if (!hasRole(actor, 'vetting_lead')) return refuse('not_found')
    const files = await markedFiles(this.database, actor)
    const known = files.filter(({ seen }) => seen.privateReviews).map(({ id }) => id)

    return done({
      most: await calibrationLimit(this.database, actor),
      files: files.map(({ id, caseNumber, state }) => ({ id, caseNumber, state })),
      counted: known.length,
      readers: await this.database.query<CalibrationReader>(progress, [actor.editionId, known]),
    })
  }

  /**
   * All of these or none; marked twice is marked once. Refuses: not_found (no vetting lead), calibration_unknown (one is not
   * in review, held, restricted or not theirs to see: no page tells which), calibration_full (`most`).
   */
  async mark(actor: StaffActor, caseNumbers: readonly string[]): Promise<Outcome<null, MarkRefusal>> {
    if (!hasRole(actor, 'vetting_lead')) return refuse('not_found')
    const asked = [...new Set(caseNumbers)]

    return this.database.transaction(async (tx) => {
      const found = await markableFiles(tx, actor, asked)
      await lockToMove(
        tx,
        found.map(({ id }) => id),
      )
      await lockPlaces(tx, actor.editionId)
      // One may have been restricted, or moved on, while the locks were waited for.
      const files = await markableFiles(tx, actor, asked)
      if (files.length === 0 || files.length < asked.length) return refuse('calibration_unknown')
      const marked = await markedFiles(tx, actor)
      const most = await calibrationLimit(tx, actor)
      const ids = new Set([...marked, ...files].map(({ id }) => id))
      if (ids.size > most) return refuse('calibration_full', { most })
      const added = await tx.query<{ id: string }[]>(
        `INSERT INTO app.calibration_file (application_id, author_id) SELECT f, $2 FROM unnest($1::uuid[]) f
         ON CONFLICT DO NOTHING RETURNING application_id AS id`,
        [files.map(({ id }) => id), actor.accountId],
      )
      const lines = added.map(({ id }) => ({ actorId: actor.accountId, verb: 'calibration.marked', objectId: id }))
      await this.audit.recordAll(tx, lines)
      return done(null)
    })
  }

  /** Who has the file keeps it. Refuses: not_found (no vetting lead, or no marked file they see). */
  async unmark(actor: StaffActor, file: string): Promise<Outcome<null, 'not_found'>> {
    if (!hasRole(actor, 'vetting_lead')) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      const marked = await markedFiles(tx, actor)
      if (!marked.some(({ id }) => id === file)) return refuse('not_found')
      await tx.query('DELETE FROM app.calibration_file WHERE application_id = $1', [file])
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'calibration.unmarked', objectId: file })
      return done(null)
    })
  }
}

const progress = `
  SELECT a.id AS "accountId", a.display_name AS name, count(w.application_id)::int AS given,
    count(w.application_id) FILTER (WHERE w.standing IN ('done', 'stale'))::int AS read
  FROM app.staff_account a LEFT JOIN app.reading w ON w.account_id = a.id AND w.application_id = ANY ($2) AND w.standing <> 'put_forward'
  WHERE app.holds_role(a.id, $1, ARRAY['reviewer'])
  GROUP BY a.id, a.display_name, a.login ORDER BY a.display_name, a.login`
