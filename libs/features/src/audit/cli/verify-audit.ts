import { Injectable } from '@nestjs/common'
import { Database } from '#platform/database/database.js'

export interface AuditVerdict {
  readonly lines: number
  /** Number of the first line that does not follow from the one before; null when the chain holds. */
  readonly brokenAt: number | null
}

/** Recomputes the whole chain. */
@Injectable()
export class VerifyAudit {
  constructor(private readonly database: Database) {}

  async run(): Promise<AuditVerdict> {
    const [row] = await this.database.query<{ broken: string | null; lines: number }>(
      'SELECT audit.first_break() AS broken, (SELECT count(*)::int FROM audit.entry) AS lines',
    )
    return { lines: row?.lines ?? 0, brokenAt: row?.broken ? Number(row.broken) : null }
  }
}
