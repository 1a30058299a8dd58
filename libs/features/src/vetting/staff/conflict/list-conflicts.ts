import { Injectable } from '@nestjs/common'
import type { ConflictFacts, ConflictKind } from '#domain/vetting/conflict.js'
import type { SeenFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

/** One word on record. */
export interface ConflictWord {
  readonly accountId: string
  readonly name: string
  readonly kind: ConflictKind | 'none'
  readonly origin: keyof ConflictFacts
  readonly author: string
  /** ISO date. */
  readonly on: string
  /** An excluded country made it. */
  readonly byExclusion: boolean
  /** False where another word stands above it. */
  readonly counts: boolean
}

/** What is on record about a file's readers, for who assigns it. */
@Injectable()
export class ListConflicts {
  constructor(private readonly database: Database) {}

  /** By name, what counts first. Nothing about the actor: whether a pin stands above one's own word is not theirs to know. */
  async run(actor: StaffActor, file: SeenFile): Promise<ConflictWord[]> {
    if (!hasRole(actor, 'coordinator', 'vetting_lead')) return []
    return this.database.query<ConflictWord>(
      `SELECT f.account_id AS "accountId", a.display_name AS name, f.kind, f.origin, f.by_exclusion AS "byExclusion", b.display_name AS author, f.noted_on::text AS on,
         f.origin = 'pinned' OR EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = f.application_id
           AND c.account_id = f.account_id AND c.origin = f.origin) AS counts
       FROM app.conflict_fact f JOIN app.staff_account a ON a.id = f.account_id JOIN app.staff_account b ON b.id = f.author_id
       WHERE f.application_id = $1 AND f.account_id <> $2
       ORDER BY a.display_name, counts DESC, f.origin`,
      [file.id, actor.accountId],
    )
  }
}
