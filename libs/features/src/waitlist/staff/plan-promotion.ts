import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockToMove } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { keepDays } from './keep-days.js'
import { offerTo, ReadLine } from './read-line.js'
import { WritePlan } from './write-plan.js'

/** A decision to invite this person out of the approved order. */
export interface PlannedPromotion {
  readonly decisionId: string
  readonly applicationId: string
}

/** Keeps, beside a decision to invite somebody out of turn, why the line names this person and for which place. */
@Injectable()
export class PlanPromotion {
  constructor(
    private readonly database: Database,
    private readonly line: ReadLine,
    private readonly plan: WritePlan,
  ) {}

  /** Somebody the line does not name was chosen. Refuses: not_found. */
  async run(actor: StaffActor, { decisionId, applicationId }: PlannedPromotion): Promise<Outcome<null, 'not_found'>> {
    const read = await this.line.run(actor)
    const waiter = read.ok ? read.value.waiting.find(({ file }) => file.id === applicationId) : undefined
    if (!read.ok || !waiter) return refuse('not_found')
    const { value: view } = read

    return this.database.transaction(async (tx) => {
      await lockToMove(
        tx,
        view.waiting.map(({ file }) => file.id),
      )
      await keepDays(tx, actor, view.waiting)
      await this.plan.run(tx, actor, { waiter, offer: offerTo(view, applicationId), decisionId })
      return done(null)
    })
  }
}
