import type { Role } from '#domain/lifecycle.js'

const callers = ['vetting_lead', 'coordinator', 'security_officer'] as const

/** Who passes the gate to a call sheet; the use-cases behind it judge the object again. */
export const callPermissions = {
  'call.read': callers,
  'call.word': callers,
  'call.record': callers,
} as const satisfies Readonly<Record<string, readonly Role[]>>
