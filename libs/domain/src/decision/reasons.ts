import type { ApplicationMove } from '../application/lifecycle.js'

/** Statistical classes of an outcome; the words of a reason are sealed elsewhere. */
const outcomeReasons = ['strong', 'fit', 'places', 'eligibility', 'duplicate', 'evidence', 'safety', 'other'] as const

/** Why something that was done or said is taken back. */
const ofSecondThoughts = {
  undo_withdraw: ['asked_by_person', 'not_by_person', 'other'],
  reinstate: ['not_reached', 'asked_by_person', 'our_mistake', 'other'],
  revoke_before_answer: ['our_mistake', 'new_facts', 'safety', 'not_reached', 'other'],
  cancel: ['safety', 'conduct', 'our_mistake', 'other'],
  reopen: ['our_mistake', 'new_facts', 'asked_by_person', 'other'],
} as const satisfies Partial<Record<ApplicationMove, readonly string[]>>

/** Why somebody may still come whose last day to be invited is over. */
const ofLateInvitations = ['time_confirmed', 'way_changed', 'other'] as const

export type SecondThought = keyof typeof ofSecondThoughts
type ReasonClass =
  | (typeof outcomeReasons)[number]
  | (typeof ofLateInvitations)[number]
  | (typeof ofSecondThoughts)[SecondThought][number]

/** True for a move of two people that takes something back. */
export const isSecondThought = (move: ApplicationMove): move is SecondThought => Object.hasOwn(ofSecondThoughts, move)

/** Codes that may be given with a move of two people. */
export function reasonsFor(move: ApplicationMove): readonly ReasonClass[] {
  if (move === 'promote_late') return ofLateInvitations

  return isSecondThought(move) ? ofSecondThoughts[move] : outcomeReasons
}

/** Every code that any move may be given. */
export const reasonClasses: readonly ReasonClass[] = [
  ...new Set([...outcomeReasons, ...ofLateInvitations, ...Object.values(ofSecondThoughts).flat()]),
]
