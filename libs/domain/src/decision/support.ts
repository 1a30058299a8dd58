import type { ApplicationMove } from '../application/lifecycle.js'

/** What the edition may pay for somebody. */
export const supportLines = ['flight', 'hotel', 'visa', 'daily_allowance', 'childcare', 'passport_fee'] as const
export type SupportLine = (typeof supportLines)[number]

/** What becomes of what people asked us to pay for: granted with the invitation, or nothing is. */
export const supportChoices = ['asked', 'none'] as const
export type SupportChoice = (typeof supportChoices)[number]

const inviting: ReadonlySet<ApplicationMove> = new Set([
  'release_invite',
  'promote',
  'promote_other',
  'promote_late',
  'reinstate',
])

/** True for a move that offers somebody a place: what would be paid is said with it. */
export const takesSupport = (move: ApplicationMove): boolean => inviting.has(move)

/** Lines that stand with a move: those given with an invitation, none with anything else. */
export const supportWith = (move: ApplicationMove, given: readonly SupportLine[] = []): SupportLine[] =>
  takesSupport(move) ? supportLines.filter((line) => given.includes(line)) : []
