import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { keepDays } from './keep-days.js'
import { offerTo } from './promote-next.js'
import { ReadLine } from './read-line.js'
import { SealCell } from './seal-cell.js'

/** A decision to invite this person out of the approved order. */
export interface PlannedPromotion {
  readonly decisionId: string
  readonly applicationId: string
}

/** Keeps, beside a decision to invite somebody out of turn, why the line names this person. */
@Injectable()
export class PlanPromotion {
  constructor(
    private readonly database: Database,
    private readonly line: ReadLine,
    private readonly cells: SealCell,
  ) {}

  /** The quota cell is sealed as the answer it was read from; somebody the line does not name was chosen. Refuses: not_found. */
  async run(actor: StaffActor, planned: PlannedPromotion): Promise<Outcome<null, 'not_found'>> {
    const read = await this.line.run(actor)
    const waiter = read.ok ? read.value.waiting.find(({ file }) => file.id === planned.applicationId) : undefined
    if (!read.ok || !waiter) return refuse('not_found')
    const named = offerTo(read.value, planned.applicationId)
    const { applicationId: owner, decisionId: of } = planned
    const place = { owner, of, version: waiter.file.version }
    const cell = named?.next?.cell ? this.cells.sealed(place, named.next.cell) : null

    return this.database.transaction(async (tx) => {
      await keepDays(tx, actor, read.value.waiting)
      if (cell) await this.cells.store(tx, actor, cell)
      await tx.query(
        `INSERT INTO app.promotion_plan (decision_id, application_id, why, passed_over, cell_record, express) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT DO NOTHING`,
        [
          planned.decisionId,
          planned.applicationId,
          named?.next?.why ?? 'chosen',
          JSON.stringify(named?.passedOver ?? []),
          cell?.id ?? null,
          waiter.feasible === 'express',
        ],
      )
      return done(null)
    })
  }
}
