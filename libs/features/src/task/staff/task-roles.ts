import type { Role } from '#domain/lifecycle.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'

const seesAll = ['travel_desk', 'coordinator'] as const satisfies readonly Role[]
const seesOwn = ['security_officer', 'care', 'finance', 'events', 'duty_officer'] as const satisfies readonly Role[]

/** Whose tasks this colleague sees: `null` for everybody's, an empty list for nobody's. */
export function ownersSeen(actor: StaffActor): string[] | null {
  return hasRole(actor, ...seesAll) ? null : seesOwn.filter((role) => hasRole(actor, role))
}

/** The role in which this colleague acts on a task of that owner; undefined where none fits. */
export const actingRole = (actor: StaffActor, owner: string): Role | undefined =>
  [...seesOwn.filter((role) => role === owner), ...seesAll].find((role) => hasRole(actor, role))
