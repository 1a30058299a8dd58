import type { Role } from '#domain/lifecycle.js'

/** Who passes the gate to translations; the use-cases behind them judge the object again. */
export const translationPermissions = {
  'translation.read': ['reviewer', 'translator', 'vetting_lead', 'coordinator', 'board', 'security_officer'],
  'translation.ask': ['coordinator', 'vetting_lead'],
  'translation.write': ['translator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
