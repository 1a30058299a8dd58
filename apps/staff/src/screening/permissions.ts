import type { Role } from '#domain/lifecycle.js'
import { vettingFlags } from '#domain/vetting/flags.js'

const coordinators = ['coordinator'] as const
const flaggers: readonly Role[] = [
  ...new Set(Object.values(vettingFlags).flatMap(({ setBy }): readonly Role[] => setBy)),
]

/** Who passes the gate to these routes; the use-cases behind them judge the object again. */
export const screeningPermissions = {
  'screening.list': coordinators,
  'screening.run': coordinators,
  'eligibility.answer': coordinators,
  'application.flag': flaggers,
  'duplicate.list': ['coordinator', 'vetting_lead'],
  'duplicate.judge': ['coordinator', 'vetting_lead'],
  'proxy.list': ['vetting_lead'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
