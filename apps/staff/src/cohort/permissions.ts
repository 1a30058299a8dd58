import type { Role } from '#domain/lifecycle.js'

const choosers = ['coordinator', 'board'] as const

/** Who passes the gate to these routes; the use-cases behind them judge again, and counts take keys besides. */
export const cohortPermissions = {
  'cohort.read': choosers,
  'cohort.change': choosers,
  // The auditor is given the table, which choosers are not.
  'waitlist_lots.read': [...choosers, 'auditor'],
  'shortlist.show': ['coordinator', 'vetting_lead'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
