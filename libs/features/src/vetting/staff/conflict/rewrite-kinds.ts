import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { rewriteKind } from '#domain/vetting/conflict.js'
import { seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'

export type RewriteRefusal = 'not_found' | 'kind_missing' | 'kind_unknown'

/** Writes one kind of conflict for another over the whole edition. */
@Injectable()
export class RewriteKinds {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** How often each kind is on record in the files the actor sees; a conflict hidden from them is not counted. */
  async counts(actor: StaffActor): Promise<Outcome<ReadonlyMap<string, number>, 'not_found'>> {
    if (!hasRole(actor, 'coordinator', 'vetting_lead')) return refuse('not_found')
    const rows = await this.database.query<{ kind: string; count: number }>(
      `SELECT kind, count(*)::int AS count FROM app.conflict_fact f WHERE ${inReach} AND kind <> 'none' GROUP BY kind`,
      [await this.seen(actor), actor.accountId],
    )
    return done(new Map(rows.map(({ kind, count }) => [kind, count])))
  }

  /**
   * Changes that kind and no other, wherever it stands in the files the actor sees; nobody gains or loses a file by it.
   * Gives how many words were rewritten. Refuses: not_found (role), kind_missing, kind_unknown.
   */
  async run(actor: StaffActor, from: string, to: string): Promise<Outcome<number, RewriteRefusal>> {
    if (!hasRole(actor, 'coordinator', 'vetting_lead')) return refuse('not_found')
    const judged = rewriteKind([], from, to)
    if (!judged.ok) return refuse(judged.code)
    const seen = await this.seen(actor)

    return this.database.transaction(async (tx) => {
      const [, count] = await tx.query<[unknown, number]>(
        `UPDATE app.conflict_fact f SET kind = $4 WHERE ${inReach} AND kind = $3`,
        [seen, actor.accountId, from, to],
      )
      const purpose = `${from} ${to} ${count}`
      await this.audit.record(tx, {
        actorId: actor.accountId,
        verb: 'conflict.rewritten',
        objectId: actor.editionId,
        purpose,
      })
      return done(count)
    })
  }

  private async seen(actor: StaffActor): Promise<string[]> {
    return (await seenFiles(this.database, actor)).map(({ id }) => id)
  }
}

/** Files the actor sees, and nothing about the actor. */
const inReach = 'f.application_id = ANY ($1::uuid[]) AND f.account_id <> $2'
