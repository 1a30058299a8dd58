import type { Role } from '../lifecycle.js'

/** Who knows of a kind of flag, and who sets and lifts it; never who scores (DOMAIN: flags apart from scores). */
interface FlagRule {
  readonly seenBy: readonly Role[]
  readonly setBy: readonly Role[]
}

const screeners = ['coordinator', 'vetting_lead'] as const
const harm = [...screeners, 'security_officer'] as const

/** `proxy_of_many`: one trusted person typed for more applicants than the edition lets pass unseen. */
export const vettingFlags = {
  risk_underrated: { seenBy: [...harm, 'board'], setBy: harm },
  safeguarding: { seenBy: [...harm, 'board'], setBy: harm },
  visa_infeasible: { seenBy: [...screeners, 'board'], setBy: screeners },
  language_support: { seenBy: [...screeners, 'board'], setBy: screeners },
  media_profile: { seenBy: [...harm, 'board'], setBy: harm },
  earlier_conduct: { seenBy: ['vetting_lead', 'security_officer'], setBy: ['vetting_lead', 'security_officer'] },
  proxy_of_many: { seenBy: screeners, setBy: ['vetting_lead'] },
} as const satisfies Readonly<Record<string, FlagRule>>

export type VettingFlag = keyof typeof vettingFlags
export const vettingFlagKinds = Object.keys(vettingFlags) as VettingFlag[]

/** Where a flag comes from; a code, never words. */
export const flagReasons = [
  'own_words',
  'reference',
  'public_trace',
  'colleague',
  'earlier_edition',
  'comparison',
] as const
export type FlagReason = (typeof flagReasons)[number]

const anyOf = (held: readonly Role[], rule: readonly Role[]): boolean => rule.some((role) => held.includes(role))

/** Kinds these roles may know of, in the order of the table. */
export const knownFlags = (held: readonly Role[]): VettingFlag[] =>
  vettingFlagKinds.filter((kind) => anyOf(held, vettingFlags[kind].seenBy))

/** True when one of these roles sets and lifts flags of this kind. */
export const maySetFlag = (held: readonly Role[], kind: VettingFlag): boolean => anyOf(held, vettingFlags[kind].setBy)
