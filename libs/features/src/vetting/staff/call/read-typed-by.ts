import { Injectable } from '@nestjs/common'
import type { SeenFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

/** A proxy typed the application: somebody of ours has spoken with the person, or nobody yet. */
export type ProxyTyped = 'spoken' | 'unspoken'

/** Whether somebody has spoken with a person for whom a proxy typed: no decision about them is released before. */
@Injectable()
export class ReadTypedBy {
  constructor(private readonly database: Database) {}

  /** Null where the person typed, where nobody has opened it yet, for who neither decides nor calls, and for who owes a review. */
  async of(actor: StaffActor, { id, seen }: SeenFile): Promise<ProxyTyped | null> {
    if (seen.readsBlind || !hasRole(actor, 'coordinator', 'vetting_lead', 'board', 'security_officer')) return null
    const [row] = await this.database.prepared<{ isMissing: boolean }>(
      `SELECT app.spoken_missing(t.application_id) AS "isMissing" FROM app.typed_by t WHERE t.application_id = $1 AND t.by_proxy`,
      [id],
    )
    return row ? (row.isMissing ? 'unspoken' : 'spoken') : null
  }
}
