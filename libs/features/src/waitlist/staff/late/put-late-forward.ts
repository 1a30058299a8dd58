import { Injectable } from '@nestjs/common'
import { reasonsFor } from '#domain/decision/reasons.js'
import { type SupportLine, supportWith } from '#domain/decision/support.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockFile, setEntitlements } from '#features/application/index.orm.js'
import { putForward } from '#features/decision/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { WritePlan } from '../write-plan.js'
import { lateRows } from './late-rows.js'

/** Reasons the travel lead may give, as codes. */
export const lateReasons = reasonsFor('promote_late')

export interface LateInvitation {
  readonly applicationId: string
  /** Of the file as the page showed it. */
  readonly version: number
  readonly reasonClass: (typeof lateReasons)[number]
  /** What would be paid for them; what they asked for is not the desk's to open. */
  readonly support: readonly SupportLine[]
}

export type LateRefusal = 'not_found' | 'stale' | 'decision_pending'

/** The travel lead puts somebody forward who is too late; a coordinator agrees, and the board is told with the invitation. */
@Injectable()
export class PutLateForward {
  constructor(
    private readonly database: Database,
    private readonly plan: WritePlan,
    private readonly audit: Audit,
  ) {}

  /** Refuses: not_found (only the travel desk, only who is known to be too late), stale, decision_pending. */
  async run(actor: StaffActor, asked: LateInvitation): Promise<Outcome<null, LateRefusal>> {
    if (!hasRole(actor, 'travel_desk')) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, asked.applicationId)
      const person = (await lateRows(tx, actor)).find(({ id }) => id === asked.applicationId)
      if (!person) return refuse('not_found')
      if (person.version !== asked.version) return refuse('stale')
      if (person.waitsFor !== null) return refuse('decision_pending')
      await this.store(tx, actor, asked)
      return done(null)
    })
  }

  private async store(
    tx: Tx,
    actor: StaffActor,
    { applicationId, version, reasonClass, support }: LateInvitation,
  ): Promise<void> {
    const decisionId = await putForward(tx, actor, { applicationId, move: 'promote_late', reasonClass })
    const waiter = { file: { id: applicationId, version }, feasible: 'no' } as const
    await this.plan.run(tx, actor, { waiter, offer: undefined, decisionId })
    await setEntitlements(tx, actor, [applicationId], supportWith('promote_late', support))
    const line = {
      actorId: actor.accountId,
      verb: 'decision.proposed',
      objectId: applicationId,
      purpose: 'promote_late',
    }
    await this.audit.record(tx, line)
  }
}
