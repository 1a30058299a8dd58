import { Injectable } from '@nestjs/common'
import { blindReads, Calibrator } from '#features/vetting/index.orm.js'
import { meanOf } from '#domain/review/rubric.js'
import { grouped } from '#domain/grouped.js'
import { Database } from '#platform/database/database.js'
import type { Judged } from './candidate.js'

export interface JudgedFiles {
  readonly byId: ReadonlyMap<string, Judged>
  /** Share of reads drawn from all readers where it is too small to calibrate, 0 to 1; null when scores are calibrated. */
  readonly uncalibrated: number | null
}

interface CheckRow {
  id: string
  grade: string | null
  misfits: number
}

const harmText = `SELECT DISTINCT h.application_id AS id FROM app.harm_item h WHERE h.verdict = 'open' AND h.application_id = ANY ($1)`

const olderText = `SELECT DISTINCT r.application_id AS id FROM app.review r WHERE r.state = 'submitted'
  AND r.application_id = ANY ($1) AND r.profile_version < app.profile_number(r.application_id)`

// Reviews with their versions in one figure, what the person wrote again, and findings, which are only ever added: any change makes another text.
const stampText = `SELECT
    (SELECT count(*) || ' ' || coalesce(bit_xor(hashtextextended(r.id::text || r.version || r.state || r.profile_version, 0)), 0) FROM app.review r
      JOIN app.application a ON a.id = r.application_id WHERE a.edition_id = $1)
    || ' ' || (SELECT count(*) FROM app.section_version v JOIN app.application a ON a.id = v.application_id WHERE a.edition_id = $1)
    || ' ' || (SELECT count(*) || ' ' || coalesce(max(f.nth), 0) FROM app.vetting_finding f)
    || ' ' || (SELECT count(*) || ' ' || coalesce(max(h.nth), 0) FROM app.harm_finding h) AS stamp`

// Only a finding that holds is evidence.
const checksText = `SELECT c.application_id AS id, max(c.evidence) FILTER (WHERE c.result IN ('fits', 'covered_by_voucher')) AS grade,
    count(*) FILTER (WHERE c.result = 'does_not_fit')::int AS misfits
  FROM app.vetting_check c WHERE c.application_id = ANY ($1) GROUP BY 1`

/** Scores and evidence of candidates: plain rows, the same for everybody who may know of them. */
@Injectable()
export class Judgements {
  private held: { readonly from: string; readonly found: JudgedFiles } | undefined

  constructor(
    private readonly database: Database,
    private readonly calibrator: Calibrator,
  ) {}

  /** Another text after any change to a review, a check or what a review is about. */
  async stamp(editionId: string): Promise<string> {
    const [row] = await this.database.query<{ stamp: string }>(stampText, [editionId])
    return row?.stamp ?? ''
  }

  /**
   * Of these files; scores only of those in `known`. Calibrated in a thread of its own, and kept until something changes;
   * without enough reads drawn from all readers the plain mean stands for the score.
   */
  async of(
    { editionId, stamp }: { readonly editionId: string; readonly stamp: string },
    ids: readonly string[],
    known: readonly string[],
  ): Promise<JudgedFiles> {
    const from = JSON.stringify([editionId, stamp, ids, known])
    if (this.held?.from === from) return this.held.found
    const found = await this.read(ids, known)
    this.held = { from, found }

    return found
  }

  private async read(ids: readonly string[], known: readonly string[]): Promise<JudgedFiles> {
    const [{ reads, calibration }, checks, harm, older] = await Promise.all([
      this.calibrated(known),
      this.database.query<CheckRow>(checksText, [ids]),
      this.database.query<{ id: string }>(harmText, [ids]),
      this.database.query<{ id: string }>(olderText, [known]),
    ])
    const open = new Set(harm.map(({ id }) => id))
    const outOfDate = new Set(older.map(({ id }) => id))
    const calibrated = new Map(calibration.ok ? calibration.value.files.map((file) => [file.fileId, file]) : [])
    const readsOf = grouped(reads, ({ fileId }) => fileId)
    const checksOf = new Map(checks.map((row) => [row.id, row]))
    const judged = (id: string): Judged => {
      const raw = meanOf((readsOf.get(id) ?? []).map(({ score }) => score))
      const estimate = calibrated.get(id)?.calibrated ?? null
      const { grade = null, misfits = 0 } = checksOf.get(id) ?? {}
      const isOutOfDate = raw === null && outOfDate.has(id)
      return {
        score: estimate?.value ?? raw,
        raw,
        calibrated: estimate,
        grade,
        misfits,
        isOutOfDate,
        isHarmOpen: open.has(id),
      }
    }

    return {
      byId: new Map(ids.map((id) => [id, judged(id)])),
      uncalibrated: calibration.ok ? null : Number(calibration.about?.['share'] ?? 0),
    }
  }

  private async calibrated(known: readonly string[]) {
    const reads = await blindReads(this.database, known, null)
    return { reads, calibration: await this.calibrator.run({ fileIds: known, reads }) }
  }
}
