import { Injectable } from '@nestjs/common'
import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

/** What waits at the desk for this viewer as the second person, one row a file and kind. */
export interface DeskSecond {
  readonly file: SeenFile
  readonly kind: 'finding' | 'concern'
  readonly count: number
}

type Row = Omit<DeskSecond, 'file'> & { readonly id: string }

const waiting = `SELECT w.application_id AS id, w.kind, count(*)::int AS count FROM app.told_second t
    JOIN (SELECT f.id, f.application_id, 'finding' AS kind FROM app.finding_alone f
      UNION ALL SELECT s.id, s.application_id, 'concern' FROM app.settlement_alone s) w ON w.id = t.id
  WHERE t.account_id = $1 AND t.edition_id = $2 GROUP BY 1, 2`

/** Findings, and words about a concern, that need a second person. */
@Injectable()
export class ListSeconds {
  constructor(private readonly database: Database) {}

  /** Findings first, in the order of case numbers; empty for who is neither vetting lead nor security officer. */
  async run(actor: StaffActor): Promise<DeskSecond[]> {
    if (!hasRole(actor, 'vetting_lead', 'security_officer')) return []
    const rows = await this.database.query<Row>(waiting, [actor.accountId, actor.editionId])
    if (rows.length === 0) return []
    const ids = [...new Set(rows.map(({ id }) => id))]
    const files = await seenFiles(this.database, actor, {
      where: 'a.id = ANY ($3)',
      tail: 'ORDER BY a.case_number',
      values: [ids],
    })
    const of = (kind: DeskSecond['kind']) =>
      files.flatMap((file) =>
        rows.filter((row) => row.id === file.id && row.kind === kind).map(({ count }) => ({ file, kind, count })),
      )

    return [...of('finding'), ...of('concern')]
  }
}
