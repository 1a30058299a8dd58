import { Injectable } from '@nestjs/common'
import { approvalKind, mayApprove } from '#domain/decision/approval-kinds.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { agree, type AgreeRefusal, refuseApproval } from './approvals.js'

/** What the second person says to an act of two people, and what the first takes back. */
@Injectable()
export class AnswerApproval {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** `sampleRead`: files of the sample that were read and found right. Refuses as `agree` does. */
  agree(actor: StaffActor, id: string, sampleRead: readonly string[]): Promise<Outcome<null, AgreeRefusal>> {
    return this.database.transaction(async (tx) => {
      if (await isElsewhere(tx, id)) return refuse('not_found')
      const outcome = await agree(tx, actor, id, { mayHold: () => true, sampleRead })
      return outcome.ok ? done(null) : outcome
    })
  }

  /** Refuses: not_found, second_person_missing (the author). */
  refuse(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found' | 'second_person_missing'>> {
    return this.database.transaction(async (tx) =>
      (await isElsewhere(tx, id)) ? refuse('not_found') : refuseApproval(tx, actor, id),
    )
  }

  /** The author takes back what was not used yet. Refuses: not_found. */
  end(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found'>> {
    return this.database.transaction(async (tx) => {
      const [rows] = await tx.query<[{ object_id: string; kind: string }[], number]>(
        `UPDATE app.approval SET state = 'ended' WHERE id = $1 AND author_id = $2 AND edition_id = $3
           AND state IN ('pending', 'agreed') RETURNING object_id, kind`,
        [id, actor.accountId, actor.editionId],
      )
      const row = rows[0]
      if (!row || !mayApprove(row.kind, actor)) return refuse('not_found')
      const line = { actorId: actor.accountId, verb: 'approval.ended', objectId: row.object_id, purpose: row.kind }
      await this.audit.record(tx, line)
      return done(null)
    })
  }
}

async function isElsewhere(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.query<{ kind: string }[]>('SELECT kind FROM app.approval WHERE id = $1', [id])
  return row !== undefined && approvalKind(row.kind)?.isJudgedElsewhere === true
}
