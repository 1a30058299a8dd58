import { Injectable } from '@nestjs/common'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

export interface AuditRow {
  readonly seq: string
  readonly at: Date
  /** Null for acts of applicants. */
  readonly actor: string | null
  readonly verb: string
  readonly objectId: string
  readonly purpose: string
}

export interface AuditPage {
  readonly rows: readonly AuditRow[]
  /** Sequence number before which the next page begins. */
  readonly next: string | null
  /** Number of the newest line. */
  readonly head: string
}

const pageSize = 100

/** The log as the auditor reads it. */
@Injectable()
export class ReadAudit {
  constructor(private readonly database: Database) {}

  /** Newest first, 100 a page. Null for everybody who is no auditor. */
  async run(actor: StaffActor, before: string | null): Promise<AuditPage | null> {
    if (!hasRole(actor, 'auditor')) return null
    const rows = await this.database.query<AuditRow>(
      `SELECT e.seq::text, e.at, coalesce(a.display_name, e.actor_id::text) AS actor, e.verb, e.object_id AS "objectId", e.purpose
       FROM audit.entry e LEFT JOIN app.staff_account a ON a.id = e.actor_id
       WHERE $1::bigint IS NULL OR e.seq < $1 ORDER BY e.seq DESC LIMIT ${pageSize + 1}`,
      [before],
    )
    const shown = rows.slice(0, pageSize)
    const [head] = await this.database.query<{ seq: string }>('SELECT seq::text FROM audit.head')

    return { rows: shown, next: rows.length > pageSize ? (shown.at(-1)?.seq ?? null) : null, head: head?.seq ?? '0' }
  }
}
