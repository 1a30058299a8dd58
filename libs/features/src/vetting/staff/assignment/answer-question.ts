import { Injectable } from '@nestjs/common'
import type { ConflictKind } from '#domain/vetting/conflict.js'
import { type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import type { Pair } from '../conflict/conflict-facts.js'
import { PinConflict, type PinRefusal } from '../conflict/pin-conflict.js'
import { mayPlan } from './reading-pool.js'

/** The word on one possible conflict of a proposal. */
@Injectable()
export class AnswerQuestion {
  constructor(
    private readonly database: Database,
    private readonly pin: PinConflict,
  ) {}

  /** Pins the kind that was found, which takes the read out of the proposal, or no conflict. Refuses as a pin does. */
  async run(
    actor: StaffActor,
    pair: Pair & { readonly proposalId: string },
    answer: 'conflict' | 'none',
  ): Promise<Outcome<null, PinRefusal>> {
    if (!mayPlan(actor)) return refuse('not_found')
    const [row] = await this.database.query<{ kind: ConflictKind }>(
      `SELECT q.asked AS kind FROM app.proposed_pair q JOIN app.assignment_proposal p ON p.id = q.proposal_id
       WHERE p.id = $1 AND p.edition_id = $2 AND q.application_id = $3 AND q.account_id = $4 AND q.asked IS NOT NULL`,
      [pair.proposalId, actor.editionId, pair.applicationId, pair.accountId],
    )
    if (!row) return refuse('not_found')

    return this.pin.run(actor, pair, answer === 'none' ? 'none' : row.kind, { isDetected: true })
  }
}
