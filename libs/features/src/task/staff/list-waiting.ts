import { Injectable } from '@nestjs/common'
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
  /** Of a link to be handed over: whose nomination it belongs to, with its number, or which of the two referees it is for. */
  readonly nomination_id: string | null
  readonly nomination: string | null
  readonly place: number | null
  /** Where a reader is needed, why the last ones lost the file: codes of how assignments end. */
  readonly lost: readonly string[]
  readonly due_on: string
}

/** What waits for this colleague's roles, and for those they stand in for, the oldest first, as far as they may be told; the daily mail asks the same view. */
@Injectable()
export class ListWaiting {
  constructor(private readonly database: Database) {}

  async run(actor: StaffActor): Promise<WaitingRow[]> {
    return this.database.query<WaitingRow>(
      `SELECT w.id, w.kind, w.role, w.application_id, a.case_number, w.participation_id, t.task, n.id AS nomination_id, n.number AS nomination,
         r.position AS place, w.due_on::text, ${lostReaders} AS lost
       FROM app.told_task w LEFT JOIN app.application a ON a.id = w.application_id LEFT JOIN app.task t ON t.id = w.task_id
         LEFT JOIN app.staff_task s ON s.id = w.id LEFT JOIN app.link l ON l.id = s.link_id
         LEFT JOIN app.nomination n ON n.id = l.subject_id AND l.kind = 'nomination' AND NOT EXISTS (SELECT 1 FROM app.application x
           JOIN app.kept_from k ON k.application_id = x.id WHERE x.nomination_id = n.id AND k.account_id = $1)
         LEFT JOIN app.reference r ON r.id = l.subject_id AND l.kind = 'reference'
       WHERE w.account_id = $1 AND w.edition_id = $2 ORDER BY w.due_on, w.kind, w.id LIMIT 500`,
      [actor.accountId, actor.editionId],
    )
  }
}

// Of the day on which the last of them ended.
const lostReaders = `ARRAY(SELECT DISTINCT e.ended_why FROM app.assignment e WHERE w.kind = 'reader_needed' AND e.application_id = w.application_id
  AND e.role = 'reviewer' AND e.ended_why IN ('conflict', 'left', 'role_ended', 'role_over', 'key_over')
  AND e.ended_on = (SELECT max(x.ended_on) FROM app.assignment x WHERE x.application_id = e.application_id AND x.role = 'reviewer'
    AND x.ended_why IN ('conflict', 'left', 'role_ended', 'role_over', 'key_over')) ORDER BY 1)`
