import type { Role } from '#domain/lifecycle.js'
import { roles } from '#domain/lifecycle.js'

const askers = ['coordinator', 'vetting_lead', 'security_officer'] as const

/** Who passes the gate to reveals; the use-cases behind them judge the file, the compartment and the keys. */
export const revealPermissions = {
  'reveal.ask': askers,
  'reveal.read': askers,
  // Whoever may keep a compartment, and the auditor, who sees that there was one.
  'reveal.list': roles.filter((role) => role !== 'outside_second' && role !== 'reviewer' && role !== 'translator'),
  'reveal.answer': roles.filter((role) => role !== 'auditor'),
} as const satisfies Readonly<Record<string, readonly Role[]>>
