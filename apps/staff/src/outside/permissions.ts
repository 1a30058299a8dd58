import { approvalRoles } from '#domain/decision/approval-kinds.js'
import type { Role } from '#domain/lifecycle.js'

const judges = ['coordinator', 'vetting_lead', 'board'] as const
const authors: readonly Role[] = [...new Set<Role>([...judges, ...approvalRoles])]

/** Who appoints somebody from outside, and what that person alone may open. */
export const outsidePermissions = {
  'outside.appoint': authors,
  'outside.list': ['outside_second'],
  'outside.read': ['outside_second'],
  'outside.agree': ['outside_second'],
} as const satisfies Readonly<Record<string, readonly Role[]>>
