import type { ApplicationMove } from '../application/lifecycle.js'

/** What the edition may pay for somebody. */
export const supportLines = ['flight', 'hotel', 'visa', 'daily_allowance', 'childcare', 'passport_fee'] as const
export type SupportLine = (typeof supportLines)[number]

/** Lines that stand with a decision: those given with an invitation, none with anything else. */
export const supportWith = (move: ApplicationMove, given: readonly SupportLine[] = []): SupportLine[] =>
  move === 'release_invite' ? supportLines.filter((line) => given.includes(line)) : []
