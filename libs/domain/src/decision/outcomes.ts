import { applicationLifecycle, type ApplicationMove, type ApplicationState } from '../application/lifecycle.js'
import type { Move } from '../lifecycle.js'

/** Moves that wait, pending, until a whole wave is released together. */
export const releasedTogether: readonly ApplicationMove[] = [
  'release_invite',
  'release_waitlist',
  'release_reject',
  'not_eligible',
]

/**
 * A refusal may be decided before the board. A place and a turn may not: they are for who is cleared, and the table of moves
 * says so (DOMAIN: decisions, hard gates).
 */
const early: Readonly<Partial<Record<ApplicationMove, readonly ApplicationState[]>>> = {
  release_reject: ['in_review', 'vetting', 'board', 'waitlisted'],
  not_eligible: ['screening'],
}

const movesOf = (state: string): Readonly<Record<string, Move>> =>
  applicationLifecycle[state as ApplicationState]?.moves ?? {}

/** True when this move may be put forward from this state; all such moves need a second person. */
export const mayPropose = (state: string, move: ApplicationMove): boolean =>
  early[move]?.includes(state as ApplicationState) ?? movesOf(state)[move]?.second === true

/** Moves that may be put forward from a state, in the order of the table. */
export function proposable(state: string): ApplicationMove[] {
  const own = Object.entries(movesOf(state))
    .filter(([, move]) => move.second)
    .map(([name]) => name as ApplicationMove)
  const ahead = (Object.keys(early) as ApplicationMove[]).filter((move) => mayPropose(state, move))

  return [...new Set([...own, ...ahead])]
}

/** Where a move leads, whatever state it starts from; undefined for an unknown move or one that goes back. */
export const targetOf = (move: ApplicationMove): string | undefined =>
  Object.values(applicationLifecycle)
    .map((row): Readonly<Record<string, Move>> => row.moves)
    .map((moves) => moves[move]?.to)
    .find((to) => to !== undefined && to !== 'previous')

/** Every move that takes two people, from whatever state. */
export const secondMoves: readonly ApplicationMove[] = [
  ...new Set(Object.keys(applicationLifecycle).flatMap(proposable)),
]
