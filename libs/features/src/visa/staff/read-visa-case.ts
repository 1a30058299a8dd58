import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { type HarmJudged, harmJudged } from '#features/vetting/index.orm.js'
import { Database } from '#platform/database/database.js'
import { type VisaCaseRow, visaCaseRow, type VisaStepRow, visaStepRows } from './visa-case-rows.js'

export interface PlainCase {
  readonly row: VisaCaseRow
  readonly steps: readonly VisaStepRow[]
  /** What was judged about a letter, visa data and the rest. */
  readonly harm: HarmJudged
}

/** One case as it stands in plain: state, days and steps. Nothing is opened. */
@Injectable()
export class ReadVisaCase {
  constructor(private readonly database: Database) {}

  /** Refuses: not_found (absent, another edition, a conflict, not of the desk: all the same). */
  async run(actor: StaffActor, participationId: string): Promise<Outcome<PlainCase, 'not_found'>> {
    if (!hasRole(actor, 'travel_desk')) return refuse('not_found')
    const row = await this.database.transaction((tx) => visaCaseRow(tx, actor, participationId))
    if (!row) return refuse('not_found')
    const harm = await harmJudged(this.database, row.application_id)
    return done({ row, harm, steps: await visaStepRows(this.database, participationId) })
  }
}
