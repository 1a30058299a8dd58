import { Injectable } from '@nestjs/common'
import { approvalKind, mayAsk } from '#domain/decision/approval-kinds.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { SecondOfPerson } from '#features/application/index.orm.js'
import { type StaffActor, StepUpWindow } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { agree, type AgreeRefusal, refuseApproval } from './approvals.js'
import type { LotsProblem } from './line/lots-order.js'
import { agreeToBatch, dropBatch, lockBatch } from './many/decision-batch.js'

/** What the second person says to an act of two people, and what the first takes back. */
@Injectable()
export class AnswerApproval {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly window: StepUpWindow,
  ) {}

  /** `sampleRead`: files of the sample that were read and found right. Refuses as `agree` and `agreeToBatch` do, and step_up_needed. */
  agree(
    actor: StaffActor,
    id: string,
    sampleRead: readonly string[],
  ): Promise<Outcome<null, AgreeRefusal | SecondOfPerson | LotsProblem | 'step_up_needed' | 'harm_open' | 'held'>> {
    return this.database.transaction(async (tx) => {
      const asked = await askedHere(tx, id)
      if (!asked) return refuse('not_found')
      if (approvalKind(asked.kind)?.takesStepUp && !(await this.window.isFresh(actor, tx)))
        return refuse('step_up_needed')
      if (asked.kind === 'bulk_decision') {
        return agreeToBatch(tx, actor, { approvalId: id, batchId: asked.objectId, sampleRead }, this.audit)
      }
      const outcome = await agree(tx, actor, id, { mayHold: () => true, sampleRead })
      return outcome.ok ? done(null) : outcome
    })
  }

  /** Refuses: not_found, second_person_missing (the author). */
  refuse(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found' | 'second_person_missing'>> {
    return this.database.transaction(async (tx) => {
      const asked = await askedHere(tx, id)
      if (!asked) return refuse('not_found')
      const outcome = await refuseApproval(tx, actor, id)
      if (outcome.ok) await this.drop(tx, actor, asked)
      return outcome
    })
  }

  /** The author takes back what was not used yet. Refuses: not_found. */
  end(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found'>> {
    return this.database.transaction(async (tx) => {
      await askedHere(tx, id)
      const [rows] = await tx.query<[{ object_id: string; kind: string }[], number]>(
        `UPDATE app.approval SET state = 'ended' WHERE id = $1 AND author_id = $2 AND edition_id = $3
           AND state IN ('pending', 'agreed') RETURNING object_id, kind`,
        [id, actor.accountId, actor.editionId],
      )
      const row = rows[0]
      if (!row || !mayAsk(row.kind, actor)) return refuse('not_found')
      const line = { actorId: actor.accountId, verb: 'approval.ended', objectId: row.object_id, purpose: row.kind }
      await this.audit.record(tx, line)
      await this.drop(tx, actor, { kind: row.kind, objectId: row.object_id })
      return done(null)
    })
  }

  /** Decisions that only wait for this answer go with it. */
  private async drop(tx: Tx, actor: StaffActor, { kind, objectId }: Asked): Promise<void> {
    if (kind === 'bulk_decision') await dropBatch(tx, actor, objectId, this.audit)
  }
}

interface Asked {
  readonly kind: string
  readonly objectId: string
}

/** What was asked, its files held; undefined where there is none, or where another page judges it. */
async function askedHere(tx: Tx, id: string): Promise<Asked | undefined> {
  const [row] = await tx.query<Asked[]>('SELECT kind, object_id AS "objectId" FROM app.approval WHERE id = $1', [id])
  // Decisions that go with the answer: their files before the approval itself.
  if (row?.kind === 'bulk_decision') await lockBatch(tx, row.objectId)

  return row && !approvalKind(row.kind)?.isJudgedElsewhere ? row : undefined
}
