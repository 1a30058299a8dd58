import { done, type Outcome, refuse } from './outcome.js'

/** Who may make a move: the applicant's side, a referee, the clock, and the staff roles of the edition. */
export const roles = [
  'applicant',
  'proxy',
  'referee',
  'system',
  'reviewer',
  'vetting_lead',
  'coordinator',
  'security_officer',
  'board',
  'travel_desk',
  'care',
  'finance',
  'events',
  'duty_officer',
  'translator',
  'data_protection_officer',
  'admin',
  'auditor',
  'outside_second',
] as const
export type Role = (typeof roles)[number]

/** Neutral mail classes a move may ring; the mail row is written in the move's own transaction. */
export type MoveMessage = 'receipt' | 'question_waiting' | 'answer_waiting' | 'place_confirmed' | 'time_passed'

export interface Move {
  /** Next state, or `previous`: the state the file stood in before this one. */
  readonly to: string
  readonly by: readonly Role[]
  /** Who alone puts the move forward, where a second agrees; absent: whoever may make it. */
  readonly proposedBy?: readonly Role[]
  /** Who besides puts it forward once nobody has reached the invited person for the edition's days. */
  readonly unreachedBy?: readonly Role[]
  /** Who besides decides it, first and second, while the file is restricted and nobody else sees it. */
  readonly restrictedBy?: readonly Role[]
  /** A second, different, unconflicted person must have agreed; the move names the decision row. */
  readonly second?: true
  /** Made only with a reason, kept in the history as a code. */
  readonly reason?: true
  readonly message?: MoveMessage
}

export interface StateRow {
  /** Staff label. */
  readonly label: string
  readonly publicLabel: string
  /** Counts towards the edition's places. */
  readonly holdsPlace: boolean
  readonly moves: Readonly<Record<string, Move>>
}

/** State × move → state. The only source of the database's CHECK, its move rows and the printed document. */
export type Lifecycle = Readonly<Record<string, StateRow>>

export interface Advance {
  readonly from: string
  readonly previous?: string | null
  readonly move: string
  readonly role: Role
}

/** Nothing that every object inherits is a state or a move. */
const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined

/**
 * Finds the next state. Refuses `move_not_allowed` for a state, move or role the table does not list,
 * and for a `previous` target when no previous state is known.
 */
export function advance(
  lifecycle: Lifecycle,
  { from, previous, move, role }: Advance,
): Outcome<{ to: string; move: Move }, 'move_not_allowed'> {
  const moves = own(lifecycle, from)?.moves
  const row = moves && own(moves, move)
  if (!row?.by.includes(role)) return refuse('move_not_allowed', { from, move })
  const to = row.to === 'previous' ? previous : row.to
  if (!to || !own(lifecycle, to)) return refuse('move_not_allowed', { from, move })

  return done({ to, move: row })
}

export interface MoveRow {
  readonly from: string
  readonly move: string
  readonly to: string
  readonly by: readonly Role[]
  readonly proposedBy: readonly Role[] | null
  readonly unreachedBy: readonly Role[] | null
  readonly restrictedBy: readonly Role[] | null
  readonly second: boolean
  readonly message: MoveMessage | null
  readonly reason: boolean
}

/** The table flattened, sorted by state and move: the rows kept in the database. */
export const moveRows = (lifecycle: Lifecycle): MoveRow[] =>
  Object.entries(lifecycle).flatMap(([from, state]) =>
    Object.entries(state.moves).map(([move, row]) => ({
      from,
      move,
      to: row.to,
      by: row.by,
      proposedBy: row.proposedBy ?? null,
      unreachedBy: row.unreachedBy ?? null,
      restrictedBy: row.restrictedBy ?? null,
      second: row.second === true,
      message: row.message ?? null,
      reason: row.reason === true,
    })),
  )
