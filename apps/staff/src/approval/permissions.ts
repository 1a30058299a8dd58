import { approvalRoles } from '#domain/decision/approval-kinds.js'
import type { Role } from '#domain/lifecycle.js'

// Roles whose people may keep a compartment, beside those the kinds name.
const keepers = ['security_officer', 'travel_desk', 'care', 'finance', 'data_protection_officer', 'admin'] as const
const people: readonly Role[] = [...new Set([...approvalRoles, ...keepers])]

/** Who passes the gate to these routes; the use-cases behind them judge the kind and the object. */
export const approvalPermissions = {
  'approval.list': people,
  'approval.answer': people,
} as const satisfies Readonly<Record<string, readonly Role[]>>
