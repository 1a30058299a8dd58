import type { Role } from '#domain/lifecycle.js'

/** Who passes the gate to what somebody asks for by voice; the use-cases behind it judge the file again. */
export const spokenPermissions = {
  'spoken-request.open': ['coordinator'],
  'spoken-request.compare': ['coordinator'],
  'spoken-request.do': ['coordinator'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
