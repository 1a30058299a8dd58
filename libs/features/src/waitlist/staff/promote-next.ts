import { Injectable } from '@nestjs/common'
import type { SupportChoice } from '#domain/decision/support.js'
import { type Outcome, refuse } from '#domain/outcome.js'
import {
  inviteInTurn,
  lockToMove,
  type MoveRefusal,
  secondProblem,
  type SecondOfPerson,
} from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { keepDays } from './keep-days.js'
import { supportBy } from './line-facts.js'
import { offerTo, ReadLine } from './read-line.js'
import { WritePlan } from './write-plan.js'

/** The person the page proposed, and their file as it stood there. */
export interface Proposed {
  readonly applicationId: string
  readonly version: number
  readonly support: SupportChoice
}

export type PromotionRefusal = MoveRefusal | 'kept_apart' | SecondOfPerson | 'support_sealed'

/** One coordinator invites whom the line names and the approved order has first. */
@Injectable()
export class PromoteNext {
  constructor(
    private readonly database: Database,
    private readonly line: ReadLine,
    private readonly plan: WritePlan,
  ) {}

  /**
   * In a hurry where the days left ask for it. Refuses: not_found, no_place, second_person_missing (the line names
   * nobody or somebody else, or somebody else is first in the order), stale, second_of_person, support_sealed (this session
   * does not open what the person asked us to pay for), what shuts the line, and what the move refuses; then nothing is written.
   */
  async run(actor: StaffActor, proposed: Proposed): Promise<Outcome<{ state: string }, PromotionRefusal>> {
    const read = await this.line.run(actor)
    if (!read.ok) return read
    const { gate, offers, waiting } = read.value
    const { applicationId, version: expected } = proposed
    const waiter = waiting.find(({ file }) => file.id === applicationId)
    if (!waiter) return refuse('not_found')
    if (gate !== null) return refuse(gate)
    if (offers.length === 0) return refuse('no_place')
    if (waiter.file.version !== expected) return refuse('stale')
    const offer = offerTo(read.value, applicationId)
    if (!offer) return refuse('second_person_missing')
    const support = supportBy(waiter.facts, proposed.support)
    if (!support) return refuse('support_sealed')

    return this.database.transaction(async (tx) => {
      // Days are kept for everybody who waits: held together, so that no other order meets this one.
      await lockToMove(
        tx,
        waiting.map(({ file }) => file.id),
      )
      const problem = await secondProblem(tx, actor, applicationId)
      if (problem) return refuse(problem)
      await keepDays(tx, actor, waiting)
      await this.plan.run(tx, actor, { waiter, offer, decisionId: null })
      const reason = waiter.feasible === 'express' ? 'express' : ''
      return inviteInTurn(tx, actor, { applicationId, expected, reason, support })
    })
  }
}
