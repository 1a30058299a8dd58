import type { Role } from '#domain/lifecycle.js'

/** Who passes the gate to tables of files; how many rows, and with whom, the use-case says. */
export const exportPermissions = {
  'export.make': ['reviewer', 'vetting_lead', 'coordinator', 'board', 'security_officer'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
