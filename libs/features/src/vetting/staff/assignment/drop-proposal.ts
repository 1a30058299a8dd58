import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { lockedProposal, settleProposal } from './proposal-rows.js'
import { mayPlan } from './reading-pool.js'

/** A proposal nobody wants. */
@Injectable()
export class DropProposal {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Dropped twice is dropped once. Refuses: not_found, stale (deployed meanwhile, or there is nothing to drop). */
  run(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found' | 'stale'>> {
    if (!mayPlan(actor)) return Promise.resolve(refuse('not_found'))

    return this.database.transaction(async (tx) => {
      const state = await lockedProposal(tx, actor, id)
      if (!state) return refuse('not_found')
      if (state === 'dropped') return done(null)
      if (state !== 'proposed') return refuse('stale')
      await settleProposal(tx, actor, { id, state: 'dropped' })
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'assignment.dropped', objectId: id })
      return done(null)
    })
  }
}
