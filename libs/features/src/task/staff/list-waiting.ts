import { Injectable } from '@nestjs/common'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

/** Something that waits for a person of a role: what, about which case, since when. */
export interface WaitingRow {
  readonly id: string
  readonly kind: string
  readonly role: string
  readonly case_number: string | null
  readonly participation_id: string | null
  readonly task: string | null
  readonly due_on: string
}

/** What waits for this colleague's roles, the oldest first; whom a conflict keeps away sees no line about that case. */
@Injectable()
export class ListWaiting {
  constructor(private readonly database: Database) {}

  run(actor: StaffActor): Promise<WaitingRow[]> {
    return this.database.query<WaitingRow>(
      `SELECT s.id, s.kind, s.role, a.case_number, s.participation_id, t.task, s.due_on::text
       FROM app.staff_task s LEFT JOIN app.application a ON a.id = s.application_id LEFT JOIN app.task t ON t.id = s.task_id
       WHERE s.state = 'open' AND s.role = ANY ($1) AND (coalesce(s.edition_id, a.edition_id) IS NULL OR coalesce(s.edition_id, a.edition_id) = $2)
         AND NOT EXISTS (SELECT 1 FROM app.conflict x WHERE x.application_id = a.id AND x.account_id = $3)
       ORDER BY s.due_on, s.kind, s.id LIMIT 500`,
      [actor.roles, actor.editionId, actor.accountId],
    )
  }
}
