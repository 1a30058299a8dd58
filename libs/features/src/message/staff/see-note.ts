import { type NoteTopic, topicsOf } from '#domain/message/note-topics.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'

/** A note as staff see it before it is opened. Days are ISO dates. */
export interface Note {
  readonly id: string
  readonly applicationId: string
  readonly caseNumber: string
  readonly number: number
  readonly topic: NoteTopic
  readonly onDay: string
  readonly dueOn: string
  readonly isAnswered: boolean
}

interface NoteRow {
  id: string
  application_id: string
  case_number: string
  number: number
  topic: NoteTopic
  on_day: string
  due_on: string
  is_answered: boolean
}

// A conflict hides the note; of a restricted file only those it is assigned to see one.
const text = `SELECT n.id, n.application_id, a.case_number, n.number, n.topic, n.on_day::text, n.due_on::text, n.answered_on IS NOT NULL AS is_answered
  FROM app.note n JOIN app.application a ON a.id = n.application_id
  WHERE a.edition_id = $2 AND n.topic = ANY ($3) AND CASE WHEN $4::uuid IS NULL THEN n.answered_on IS NULL ELSE n.id = $4 END
    AND NOT EXISTS (SELECT 1 FROM app.kept_from x WHERE x.application_id = a.id AND x.account_id = $1)
  ORDER BY n.due_on, a.case_number, n.number LIMIT 500`

/** Open notes of this person's topics, the most pressing first; with an id that note alone, answered or not. */
export async function seeNotes(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  id: string | null = null,
): Promise<Note[]> {
  const values = [actor.accountId, actor.editionId, topicsOf(actor.roles), id]
  const rows = await database.query<NoteRow>(text, values)
  return rows.map((row) => ({
    id: row.id,
    applicationId: row.application_id,
    caseNumber: row.case_number,
    number: row.number,
    topic: row.topic,
    onDay: row.on_day,
    dueOn: row.due_on,
    isAnswered: row.is_answered,
  }))
}
