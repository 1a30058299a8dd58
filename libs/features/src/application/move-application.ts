import type { ApplicationMove } from '#domain/application/lifecycle.js'
import type { Role } from '#domain/lifecycle.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { Tx } from '#platform/database/database.js'
import { Fault } from '#platform/fault.js'

export interface ApplicationStep {
  readonly applicationId: string
  readonly move: ApplicationMove
  readonly role: Role
  readonly actorId: string | null
  /** The version the person looked at; absent: whatever it is now. */
  readonly expected?: number
  /** The decision row two people signed, for moves that need a second. */
  readonly decisionId?: string
  /** A code, never text. */
  readonly reason?: string
}

export type MoveRefusal =
  | 'not_found'
  | 'stale'
  | 'move_not_allowed'
  | 'second_person_missing'
  | 'conflict'
  | 'held'
  | 'gave_up'
  | 'no_place'
  | 'not_reached'
  | 'reached_meanwhile'
  | 'too_early'
  | 'deadline_passed'
  | 'reason_missing'
  | 'lives_elsewhere'
  | 'event_past'
  | 'waitlist_closed'
  | 'waitlist_stopped'
  | 'auto_promote_off'
  | 'too_late'
  | 'not_late'

/**
 * The one way of staff, worker and cli to `app.application_move()`: state, history, mail row, what follows from it, and
 * the audit line, or nothing. A move to the present state is done and writes nothing.
 */
export async function moveApplication(tx: Tx, step: ApplicationStep): Promise<Outcome<{ state: string }, MoveRefusal>> {
  if (typeof step.move !== 'string') throw new Fault('one_move_at_once')
  const [row] = await tx.query<{ code: MoveRefusal | 'ok' | 'noop'; state: string }[]>(
    'SELECT code, state FROM app.application_move($1, $2, $3, $4, $5, $6, $7)',
    [
      step.applicationId,
      step.move,
      step.role,
      step.actorId,
      step.expected ?? null,
      step.decisionId ?? null,
      step.reason ?? '',
    ],
  )
  if (!row) return refuse('not_found')

  return row.code === 'ok' || row.code === 'noop' ? done({ state: row.state }) : refuse(row.code)
}
