import { Injectable } from '@nestjs/common'
import { type CoverageReport, coverageReport } from '#domain/assignment/coverage.js'
import { defaultSettings } from '#domain/assignment/problem.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { asKnown, mayPlan, problemOf, type PoolReader, readingPool } from './reading-pool.js'
import { noProgress, type ReaderProgress, readerProgress } from './reader-progress.js'
import { Reads } from './reads.js'

export interface CoverageReader extends PoolReader {
  readonly progress: ReaderProgress
}

export interface Coverage {
  /** Its files in the order of case numbers. */
  readonly report: CoverageReport
  readonly files: number
  /** Files on hold or restricted; null below five, where a number would point at somebody. */
  readonly leftOut: number | null
  readonly caseNumbers: ReadonlyMap<string, string>
  readonly readers: readonly CoverageReader[]
  /** Reads a file the figures are for. */
  readonly reads: number
}

/** Fewer than these are not counted on a page. */
const countedFrom = 5

/** What the readers can carry, before anything is proposed. */
@Injectable()
export class ReadCoverage {
  constructor(
    private readonly database: Database,
    private readonly reads: Reads,
  ) {}

  /**
   * At so many reads a file. Where a reader must not read a country the files' countries are opened, with a line in the log;
   * else nothing is written. Refuses: not_found (not a coordinator or lead who keeps `profile`).
   */
  async run(actor: StaffActor, reads = defaultSettings.reads): Promise<Outcome<Coverage, 'not_found'>> {
    if (!mayPlan(actor)) return refuse('not_found')
    const pool = await readingPool(this.database, actor)
    const known = asKnown(pool, 'owed')
    const progress = await readerProgress(this.database, actor)

    const places = new Map(pool.files.map(({ id }, place) => [id, place]))
    const barred = await this.reads.barred(this.database, actor, [...places.keys()])
    const problem = { ...problemOf(known, { ...defaultSettings, reads, seed: 0 }), barred }
    const report = coverageReport(
      problem,
      known.existing.filter(({ isDone }) => isDone),
    )
    const thin = report.thin.toSorted((one, other) => (places.get(one.file) ?? 0) - (places.get(other.file) ?? 0))

    return done({
      report: { ...report, thin },
      files: pool.files.length,
      leftOut: pool.leftOut < countedFrom ? null : pool.leftOut,
      caseNumbers: new Map(pool.files.map(({ id, caseNumber }) => [id, caseNumber])),
      readers: pool.readers.map((reader) => ({ ...reader, progress: progress.get(reader.accountId) ?? noProgress })),
      reads,
    })
  }
}
