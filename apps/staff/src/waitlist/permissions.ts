import type { Role } from '#domain/lifecycle.js'

const coordinator = ['coordinator'] as const

/** Who passes the gate to the waitlist; the use-cases behind it judge again. */
export const waitlistPermissions = {
  'waitlist.read': coordinator,
  'waitlist.promote': coordinator,
  'waitlist.change': coordinator,
  'waitlist.late': ['travel_desk'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
