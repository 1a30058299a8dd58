import type { TaskFacts } from '#domain/task/facts.js'

/** The facts of one participation as the database has them now. */
export interface PlainFacts extends TaskFacts {
  readonly participationId: string
  /** Versions of all of it: a plan is carried out only while they stand. */
  readonly basis: string
}

/** Runs a query as the role of the process that asks: the worker's `Sql` or the staff app's `Database`. */
export interface Reader {
  query<T>(text: string, values?: readonly unknown[]): Promise<T[]>
}

const facts = `
  SELECT jsonb_build_object(
    'participationId', p.id, 'basis', app.task_basis(p.id), 'today', app.today(),
    'arrivalOn', e.arrival_on, 'departureOn', e.departure_on, 'applicationState', a.state, 'journeyState', j.state,
    'releasedOn', (SELECT max(i.released_on) FROM app.invitation i WHERE i.application_id = a.id), 'confirmedOn', p.confirmed_on,
    'visa', jsonb_build_object('state', c.state, 'path', c.visa_path, 'waitingFor', c.waiting_for, 'flags', c.flags,
      'earliestOn', c.earliest_on, 'safeOn', c.safe_on, 'legalOn', c.legal_on, 'assessedOn', c.assessed_on, 'letterOn', c.letter_on,
      'appointmentOn', c.appointment_on, 'lodgedOn', c.lodged_on, 'decidedOn', c.decided_on),
    'tasks', coalesce((SELECT jsonb_agg(jsonb_build_object('id', t.id, 'task', t.task, 'state', t.state, 'owner', t.owner,
        'openedOn', t.opened_on, 'dueOn', t.due_on, 'doneOn', t.done_on, 'escalatedOn', t.escalated_on) ORDER BY t.task, t.attempt)
      FROM app.task t WHERE t.participation_id = p.id), '[]')) AS facts
  FROM app.participation p JOIN app.application a ON a.id = p.application_id JOIN app.edition e ON e.id = p.edition_id
    JOIN app.journey j ON j.participation_id = p.id JOIN app.visa_case c ON c.participation_id = p.id`

const unfinished = `j.state <> 'closed' AND e.departure_on + 60 >= app.today()`

/** The facts of one participation; undefined when it is unknown. */
export async function factsOf(reader: Reader, participationId: string): Promise<PlainFacts | undefined> {
  const [row] = await reader.query<{ facts: PlainFacts }>(`${facts} WHERE p.id = $1`, [participationId])
  return row?.facts
}

/** The facts of every participation of editions that are not over; of one edition where given. */
export async function factsOfAll(reader: Reader, editionId: string | null = null): Promise<PlainFacts[]> {
  const rows = await reader.query<{ facts: PlainFacts }>(
    `${facts} WHERE ${unfinished} AND ($1::uuid IS NULL OR p.edition_id = $1) ORDER BY p.id`,
    [editionId],
  )
  return rows.map((row) => row.facts)
}
