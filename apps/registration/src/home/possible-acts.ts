import { applicationLifecycle, liveStates } from '#domain/application/lifecycle.js'
import type { Lifecycle } from '#domain/lifecycle.js'
import type { Home } from '#features/application/registration/read-home.js'

export const replies = ['confirm', 'decline', 'take_back', 'give_back'] as const
export type Reply = (typeof replies)[number]

export const isReply = (given: unknown): given is Reply => replies.some((reply) => reply === given)

const table: Lifecycle = applicationLifecycle

const movesOf = (state: string): readonly string[] =>
  Object.entries(table[state]?.moves ?? {}).flatMap(([move, { by }]) => (by.includes('applicant') ? [move] : []))

/** What the table of moves lets the person say to an invitation now. The database judges times and places. */
export function replyWays({ state, takeBackUntil, now }: Pick<Home, 'state' | 'takeBackUntil' | 'now'>): Reply[] {
  const possible = movesOf(state)
  const isTooLate = takeBackUntil !== null && now >= takeBackUntil
  return replies.filter((reply) => possible.includes(reply) && !(reply === 'take_back' && isTooLate))
}

/** Withdrawing, or erasing what is over. */
export const mayLeave = (state: string): boolean => isLive(state) || movesOf(state).includes('erase')

/** Something may still happen to the application. */
export const isLive = (state: string): boolean => liveStates.some((live) => live === state)
