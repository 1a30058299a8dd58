import { Injectable } from '@nestjs/common'
import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

/** A file of which a translator has pages that wait. */
export interface OwnTranslation {
  readonly id: string
  readonly caseNumber: SeenFile['caseNumber']
  /** Pages they have not put into another language as they have them. */
  readonly owed: number
  /** Pages the person has written again since: a keeper gives them anew. */
  readonly old: number
}

interface Row {
  readonly id: string
  readonly owed: number
  readonly old: number
}

/** What waits for a translator; the daily mail asks the same view. */
@Injectable()
export class OwnTranslations {
  constructor(private readonly database: Database) {}

  /** In the order of case numbers; null for who is no translator. */
  async run(actor: StaffActor): Promise<OwnTranslation[] | null> {
    if (!hasRole(actor, 'translator')) return null
    const rows = await this.database.query<Row>(
      `SELECT w.application_id AS id, count(*) FILTER (WHERE w.is_owed)::int AS owed, count(*) FILTER (WHERE w.is_old)::int AS old
       FROM app.translation_waiting w WHERE w.account_id = $1 AND w.edition_id = $2 GROUP BY w.application_id`,
      [actor.accountId, actor.editionId],
    )
    const waiting = new Map(rows.map((row) => [row.id, row]))
    const files = await seenFiles(this.database, actor, { where: mine, tail: 'ORDER BY a.case_number' })
    return files.flatMap(({ id, caseNumber }) => {
      const row = waiting.get(id)
      return row ? [{ ...row, caseNumber }] : []
    })
  }
}

const mine = `EXISTS (SELECT 1 FROM app.assignment o WHERE o.application_id = a.id AND o.account_id = $1
  AND o.role = 'translator' AND o.ended_on IS NULL)`
