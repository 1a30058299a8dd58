import type { Database } from '#platform/database/database.js'

/** A line of the desk's task page: plain facts only. Days are ISO dates. */
export interface TaskListRow {
  readonly id: string
  readonly participation_id: string
  readonly case_number: string
  readonly task: string
  readonly owner: string
  readonly state: 'open' | 'waiting' | 'done' | 'waived'
  readonly due_on: string | null
  readonly hard_on: string | null
  readonly wall_on: string | null
  readonly is_overdue: boolean
  readonly is_escalated: boolean
  readonly version: number
}

export interface TaskFilter {
  /** Owners whose tasks this colleague may see; null for all. */
  readonly owners: readonly string[] | null
  readonly show: 'open' | 'overdue' | 'all'
  readonly owner?: string
  readonly task?: string
  readonly participationId?: string
}

/** Tasks of an edition, the earliest first. An unknown task name gives no rows. */
export const taskListRows = (
  database: Database,
  viewer: { editionId: string; accountId: string },
  filter: TaskFilter,
): Promise<TaskListRow[]> =>
  database.query<TaskListRow>(
    `SELECT t.id, t.participation_id, a.case_number, t.task, t.owner, t.state, t.due_on::text, t.hard_on::text, t.wall_on::text,
       t.state = 'open' AND t.due_on < app.today() AS is_overdue, t.escalated_on IS NOT NULL AS is_escalated, t.version
     FROM app.task t JOIN app.participation p ON p.id = t.participation_id JOIN app.application a ON a.id = p.application_id
     WHERE p.edition_id = $1 AND a.state = 'confirmed' AND t.state <> 'cancelled'
       AND NOT EXISTS (SELECT 1 FROM app.kept_from x WHERE x.application_id = a.id AND x.account_id = $2)
       AND ($3::text[] IS NULL OR t.owner = ANY ($3))
       AND ($4 = 'all' OR t.state = 'open') AND ($4 <> 'overdue' OR t.due_on < app.today())
       AND ($5::text IS NULL OR t.task = $5) AND ($6::uuid IS NULL OR t.participation_id = $6)
       AND ($7::text IS NULL OR t.owner = $7)
     ORDER BY t.state <> 'open', t.due_on NULLS LAST, a.case_number, t.task LIMIT 1000`,
    [
      viewer.editionId,
      viewer.accountId,
      filter.owners,
      filter.show,
      filter.task ?? null,
      filter.participationId ?? null,
      filter.owner ?? null,
    ],
  )
