import { Injectable } from '@nestjs/common'
import { type CoverageReport, coverageReport } from '#domain/assignment/coverage.js'
import { defaultSettings } from '#domain/assignment/problem.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { mayPlan, problemOf, type PoolReader, readingPool } from './reading-pool.js'

export interface Coverage {
  /** Its files in the order of case numbers. */
  readonly report: CoverageReport
  readonly files: number
  /** Files on hold or restricted; null below five, where a number would point at somebody. */
  readonly leftOut: number | null
  readonly caseNumbers: ReadonlyMap<string, string>
  readonly readers: readonly PoolReader[]
}

/** Fewer than these are not counted on a page. */
const countedFrom = 5

/** What the readers can carry, before anything is proposed. */
@Injectable()
export class ReadCoverage {
  constructor(private readonly database: Database) {}

  /** Writes nothing. Refuses: not_found (not a coordinator or lead who keeps `profile`). */
  async run(actor: StaffActor): Promise<Outcome<Coverage, 'not_found'>> {
    if (!mayPlan(actor)) return refuse('not_found')
    const pool = await readingPool(this.database, actor)

    const places = new Map(pool.files.map(({ id }, place) => [id, place]))
    const report = coverageReport(problemOf(pool, { ...defaultSettings, seed: 0 }))
    const thin = report.thin.toSorted((one, other) => (places.get(one.file) ?? 0) - (places.get(other.file) ?? 0))

    return done({
      report: { ...report, thin },
      files: pool.files.length,
      leftOut: pool.leftOut < countedFrom ? null : pool.leftOut,
      caseNumbers: new Map(pool.files.map(({ id, caseNumber }) => [id, caseNumber])),
      readers: pool.readers,
    })
  }
}
