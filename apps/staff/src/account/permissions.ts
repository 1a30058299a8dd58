import { roles, type Role } from '#domain/lifecycle.js'

const keepers = roles.filter((role) => role !== 'auditor')

/** Who passes the gate to accounts and keys; the use-cases behind them judge again. */
export const accountPermissions = {
  'account.list': ['admin', 'security_officer'],
  'account.make': ['admin'],
  'account.grant': ['admin'],
  'account.renew': ['admin'],
  'account.remove': ['admin', 'security_officer'],
  'own-account.keep': keepers,
  'own-key.read': roles,
  'own-key.confirm': roles,
  'key.list': keepers,
  'key.sign': keepers,
  'key.rewrap': keepers,
  'readiness.read': ['vetting_lead', 'coordinator', 'admin'],
  'file.return': ['coordinator', 'vetting_lead'],
} as const satisfies Readonly<Record<string, readonly Role[]>>

/** What somebody may use whose key waits for two keepers. */
export const pendingPermissions: ReadonlySet<string> = new Set([
  'home.read',
  'own-key.read',
  'own-key.confirm',
  'own-session.end',
])

/** What only somebody passes to who keeps a compartment, whichever. */
export const keepersOnly: ReadonlySet<string> = new Set(['key.list', 'key.sign', 'key.rewrap'])
