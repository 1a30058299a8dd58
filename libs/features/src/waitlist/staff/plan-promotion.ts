import { Injectable } from '@nestjs/common'
import type { SupportLine } from '#domain/decision/support.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { Gate } from '#domain/waitlist/gates.js'
import { lockToMove } from '#features/application/index.orm.js'
import { ProposeDecision, type ProposeRefusal } from '#features/decision/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { keepDays } from './keep-days.js'
import { offerTo, ReadLine, shutToOthers } from './read-line.js'
import { WritePlan } from './write-plan.js'

/** Somebody to be invited out of the approved order. */
export interface PlannedPromotion {
  readonly applicationId: string
  /** Of the file as the page showed it. */
  readonly version: number
  readonly support: readonly SupportLine[]
}

/** The first of two coordinators puts somebody forward out of turn, with the reasons of the line beside the decision. */
@Injectable()
export class PlanPromotion {
  constructor(
    private readonly database: Database,
    private readonly line: ReadLine,
    private readonly plan: WritePlan,
    private readonly propose: ProposeDecision,
  ) {}

  /** Decision and reasons are written together or not at all. Refuses: not_found, no_place, what shuts the line, and as `ProposeDecision`. */
  async run(
    actor: StaffActor,
    { applicationId, version, support }: PlannedPromotion,
  ): Promise<Outcome<null, 'no_place' | Gate | ProposeRefusal>> {
    const read = await this.line.run(actor)
    const waiter = read.ok ? read.value.waiting.find(({ file }) => file.id === applicationId) : undefined
    if (!read.ok || !waiter) return refuse('not_found')
    const { value: view } = read
    const shut = shutToOthers(view)
    if (shut) return refuse(shut)

    return this.database.transaction(async (tx) => {
      await lockToMove(
        tx,
        view.waiting.map(({ file }) => file.id),
      )
      const form = { move: 'promote_other', reasonClass: 'places', version, support } as const
      const decision = await this.propose.within(tx, actor, waiter.file, form)
      if (!decision.ok) return decision
      await keepDays(tx, actor, view.waiting)
      const decisionId = decision.value
      if (decisionId !== null)
        await this.plan.run(tx, actor, { waiter, offer: offerTo(view, applicationId), decisionId })
      return done(null)
    })
  }
}
