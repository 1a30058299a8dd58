import { Injectable } from '@nestjs/common'
import { pageAfter } from '#domain/page-after.js'
import type { Calibration, Estimate, Severity } from '#domain/review/calibration.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { blindReads } from './blind-reads.js'
import { Calibrator } from './calibrator.js'

export interface CalibratedRow {
  readonly id: string
  readonly caseNumber: string
  readonly raw: number | null
  readonly calibrated: Estimate | null
}

export interface CalibrationPage {
  /** Share of reads drawn from all readers, 0 to 1. */
  readonly share: number
  /** By calibrated value, the highest first; without one last. */
  readonly rows: readonly CalibratedRow[]
  /** Id of the file after which the next page begins. */
  readonly next: string | null
  /** By name. */
  readonly readers: readonly (Severity & { readonly name: string })[]
}

export type CalibrationRefusal = 'not_found' | 'too_few_pool_wide_reads'

const pageSize = 50

/** What reviews of all files say together, worked out anew from plain scores each time and kept nowhere. */
@Injectable()
export class ReadCalibration {
  constructor(
    private readonly database: Database,
    private readonly calibrator: Calibrator,
  ) {}

  /**
   * Raw and calibrated values side by side, for the vetting lead, of files whose reviews they may see: neither decides
   * alone. Refuses: not_found (no lead, or an unknown cursor), too_few_pool_wide_reads with `share` and `minimumShare`.
   */
  async run(actor: StaffActor, after?: string): Promise<Outcome<CalibrationPage, CalibrationRefusal>> {
    if (!hasRole(actor, 'vetting_lead')) return refuse('not_found')
    const files = (await seenFiles(this.database, actor, { where: inReview })).filter(({ seen }) => seen.privateReviews)
    const ids = files.map(({ id }) => id)
    const found = await this.calibrator.run({ fileIds: ids, reads: await blindReads(this.database, ids, null) })
    if (!found.ok) return found
    const rows = inOrder(files, found.value)
    const shown = pageAfter(rows, ({ id }) => id, { after, size: pageSize })
    if (!shown) return refuse('not_found')

    return done({
      share: found.value.share,
      ...shown,
      readers: await this.named(found.value.readers),
    })
  }

  /**
   * How mild or strict a reader is themselves, and nobody else; null before their first review is in. Files they still
   * owe a review, or have a conflict with, and reviews kept from readers stay out of it. Refuses: not_found (no
   * reviewer), too_few_pool_wide_reads.
   */
  async own(actor: StaffActor): Promise<Outcome<Severity | null, CalibrationRefusal>> {
    if (!hasRole(actor, 'reviewer')) return refuse('not_found')
    const rows = await this.database.query<{ id: string }>(
      `SELECT a.id FROM app.application a WHERE a.edition_id = $2 AND a.state NOT IN ('draft', 'erased') AND ${inReview}
         AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = a.id AND c.account_id = $1)
         AND NOT EXISTS (SELECT 1 FROM app.assignment s WHERE s.application_id = a.id AND s.account_id = $1 AND s.role = 'reviewer'
           AND s.ended_on IS NULL AND NOT EXISTS (SELECT 1 FROM app.review r WHERE r.application_id = a.id AND r.account_id = $1
             AND r.state = 'submitted'))`,
      [actor.accountId, actor.editionId],
    )
    const ids = rows.map(({ id }) => id)
    const reads = await blindReads(this.database, ids, actor.accountId)
    if (!reads.some(({ readerId }) => readerId === actor.accountId)) return done(null)
    const found = await this.calibrator.run({ fileIds: ids, reads })
    return found.ok ? done(found.value.readers.find(({ readerId }) => readerId === actor.accountId) ?? null) : found
  }

  private async named(readers: readonly Severity[]): Promise<CalibrationPage['readers']> {
    const rows = await this.database.query<{ id: string; name: string }>(
      'SELECT id, display_name AS name FROM app.staff_account WHERE id = ANY ($1) ORDER BY display_name, id',
      [readers.map(({ readerId }) => readerId)],
    )
    return rows.flatMap(({ id, name }) => {
      const reader = readers.find(({ readerId }) => readerId === id)
      return reader ? [{ ...reader, name }] : []
    })
  }
}

const inReview = `(a.state = 'in_review'
  OR EXISTS (SELECT 1 FROM app.review x WHERE x.application_id = a.id AND x.state = 'submitted'))`

function inOrder(files: readonly SeenFile[], { files: values }: Calibration): CalibratedRow[] {
  const known = new Map(values.map((value) => [value.fileId, value]))
  return files
    .map(({ id, caseNumber }) => {
      const { raw = null, calibrated = null } = known.get(id) ?? {}
      return { id, caseNumber, raw, calibrated }
    })
    .toSorted(
      (a, b) =>
        (b.calibrated?.value ?? -Infinity) - (a.calibrated?.value ?? -Infinity) ||
        (a.caseNumber < b.caseNumber ? -1 : 1),
    )
}
