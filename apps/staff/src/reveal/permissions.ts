import type { Role } from '#domain/lifecycle.js'
import { roles } from '#domain/lifecycle.js'
import { revealAskers } from '#domain/staff/reveal.js'

/** Who passes the gate to reveals; the use-cases behind them judge the file, the compartment and the keys. */
export const revealPermissions = {
  'reveal.ask': revealAskers,
  'reveal.read': revealAskers,
  // Whoever may keep a compartment, and the auditor, who sees that there was one.
  'reveal.list': roles.filter((role) => role !== 'outside_second' && role !== 'reviewer' && role !== 'translator'),
  'reveal.answer': roles.filter((role) => role !== 'auditor'),
} as const satisfies Readonly<Record<string, readonly Role[]>>
