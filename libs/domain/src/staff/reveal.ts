import type { Compartment } from '../compartment.js'
import type { Role } from '../lifecycle.js'

/** Compartments that may be revealed to one person: `balance` is for counts alone, care and money are nobody else's matter. */
export const revealable = ['contact', 'profile', 'risk', 'references', 'identity', 'travel'] as const
export type Revealable = (typeof revealable)[number]

/** Roles of those who may ask for one; who keeps the compartment answers. */
export const revealAskers = ['coordinator', 'vetting_lead', 'security_officer'] as const satisfies readonly Role[]

/** As long as what was revealed stays open. */
export const revealMinutes = 60

export type RevealProblem = 'open_already' | 'keys_apart'

/** Why somebody who keeps these compartments is not shown another: they keep it, or it is one of two that one person never has. */
export function revealProblem(keeperOf: readonly Compartment[], asked: Revealable): RevealProblem | null {
  if (keeperOf.includes(asked)) return 'open_already'
  const other = asked === 'identity' ? 'risk' : asked === 'risk' ? 'identity' : null

  return other !== null && keeperOf.includes(other) ? 'keys_apart' : null
}
