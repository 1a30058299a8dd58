import { Injectable } from '@nestjs/common'
import { notRestricted, type SeenFile, seenFiles } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

/** Something that waits for a person of a role: what, about which case, since when. */
export interface WaitingRow {
  readonly id: string
  readonly kind: string
  readonly role: string
  readonly application_id: string | null
  readonly case_number: string | null
  readonly participation_id: string | null
  readonly task: string | null
  readonly due_on: string
}

/** What these kinds say follows from reviews: only who may know of those is told, and only while the file is in review. */
const ofReviews: ReadonlySet<string> = new Set(['third_reader_needed', 'reader_abstained'])
const isTold = (file: SeenFile | undefined): boolean => file?.state === 'in_review' && file.seen.reviews

// Of a restricted file only vetting leads and those it is assigned to are told. The quiet signal reaches the officer all the
// same: whose it is, they ask the lead.
const mayKnow = `('vetting_lead' = ANY ($1) OR ${notRestricted('a.id', '$3')})`

/** What waits for this colleague's roles, the oldest first; whom a conflict keeps away sees no line about that case. */
@Injectable()
export class ListWaiting {
  constructor(private readonly database: Database) {}

  async run(actor: StaffActor): Promise<WaitingRow[]> {
    const rows = await this.database.query<WaitingRow>(
      `SELECT s.id, s.kind, s.role, s.participation_id, t.task, s.due_on::text, CASE WHEN ${mayKnow} THEN a.case_number END AS case_number,
         CASE WHEN ${mayKnow} THEN s.application_id END AS application_id
       FROM app.staff_task s LEFT JOIN app.application a ON a.id = s.application_id LEFT JOIN app.task t ON t.id = s.task_id
       WHERE s.state = 'open' AND s.role = ANY ($1) AND (coalesce(s.edition_id, a.edition_id) IS NULL OR coalesce(s.edition_id, a.edition_id) = $2)
         AND NOT EXISTS (SELECT 1 FROM app.conflict x WHERE x.application_id = a.id AND x.account_id = $3)
         AND (a.id IS NULL OR ${mayKnow} OR s.kind = 'quiet_signal')
       ORDER BY s.due_on, s.kind, s.id LIMIT 500`,
      [actor.roles, actor.editionId, actor.accountId],
    )
    const told = await this.told(actor, rows)

    return rows.filter(({ kind, application_id }) => !ofReviews.has(kind) || told.has(application_id))
  }

  /** Files about whose reviews this colleague may be told. */
  private async told(actor: StaffActor, rows: readonly WaitingRow[]): Promise<ReadonlySet<string | null>> {
    const ids = rows.filter(({ kind }) => ofReviews.has(kind)).map(({ application_id }) => application_id)
    if (ids.length === 0) return new Set()
    const files = await seenFiles(this.database, actor, { where: 'a.id = ANY ($3)', values: [ids] })
    return new Set(files.filter(isTold).map(({ id }) => id))
  }
}
