import type { Role } from '#domain/lifecycle.js'

/** Who passes the gate to restricted files, concerns and pairs; the use-cases behind them judge the object again. */
export const restrictedPermissions = {
  'restriction.read': ['vetting_lead', 'security_officer'],
  'restriction.set': ['vetting_lead', 'security_officer'],
  'restriction.lift': ['vetting_lead'],
  'concern.raise': ['reviewer', 'coordinator', 'vetting_lead'],
  'concern.settle': ['vetting_lead'],
  'concern.agree': ['vetting_lead', 'security_officer'],
  'apart.keep': ['security_officer'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
