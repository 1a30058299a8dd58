import type { Compartment } from '../compartment.js'
import type { Role } from '../lifecycle.js'

/** Compartments a role may come to read, as keeper or file by file (SECURITY §2). */
const reach = {
  reviewer: ['profile'],
  vetting_lead: ['contact', 'profile', 'risk', 'references'],
  coordinator: ['contact', 'profile', 'risk', 'balance'],
  board: ['profile', 'balance'],
  security_officer: ['contact', 'profile', 'risk', 'references', 'travel'],
  travel_desk: ['contact', 'identity', 'travel'],
  care: ['care'],
  duty_officer: ['contact', 'travel'],
  events: ['travel'],
  translator: ['profile'],
  data_protection_officer: [],
  finance: ['finance'],
  admin: [],
  auditor: [],
} as const satisfies Readonly<Partial<Record<Role, readonly Compartment[]>>>

/** Who may hold a compartment's key: the cells `open` of the same table. */
const keeping = {
  contact: ['coordinator'],
  profile: ['vetting_lead', 'coordinator'],
  risk: ['vetting_lead', 'security_officer'],
  references: ['vetting_lead'],
  balance: ['coordinator', 'board'],
  identity: ['travel_desk'],
  travel: ['travel_desk'],
  care: ['care'],
  finance: ['finance'],
} as const satisfies Readonly<Record<Compartment, readonly Role[]>>

/** Roles whose members may be keepers of a compartment. */
export const keepingRoles = (compartment: Compartment): readonly Role[] => keeping[compartment]

export type StaffRole = keyof typeof reach

/** Roles a person can be granted, in the order of the table. */
export const staffRoles = Object.keys(reach) as StaffRole[]

export type GrantProblem = 'admin_reads_nothing' | 'risk_and_identity'

/**
 * Why these live roles and kept compartments must not lie in one hand; null where they may. Nobody who manages accounts
 * reads, and nobody reaches both what endangers people and their passports.
 */
export function grantProblem(roles: readonly Role[], keeperOf: readonly Compartment[]): GrantProblem | null {
  const reached = new Set<Compartment>([
    ...keeperOf,
    ...roles.flatMap((role) => (isStaffRole(role) ? reach[role] : [])),
  ])
  if (roles.includes('admin') && reached.size > 0) return 'admin_reads_nothing'
  return reached.has('risk') && reached.has('identity') ? 'risk_and_identity' : null
}

const isStaffRole = (role: string): role is StaffRole => Object.hasOwn(reach, role)
