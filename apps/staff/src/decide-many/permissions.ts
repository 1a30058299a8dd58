import type { Role } from '#domain/lifecycle.js'

/** Who passes the gate to decisions about many files; the use-case judges each file again. */
export const decideManyPermissions = {
  'decision.many': ['board'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
