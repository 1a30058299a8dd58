import type { Compartment } from '#domain/compartment.js'
import type { Role } from '#domain/lifecycle.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { newSessionToken, sealForSession } from '#platform/vault/session-box.js'
import type { World } from '../world.js'

/** A colleague signed in, without the time a password costs; roles and kept compartments as granted in the world. */
export async function signedIn(world: World, login: string, change: Partial<StaffActor> = {}): Promise<StaffActor> {
  const holder = await world.holder(login)
  const session = newSessionToken()
  await world.operator.query(
    `INSERT INTO app.staff_session (token_hash, account_id, sealed_keys, idle_until, ends_at) VALUES ($1, $2, $3, app.now() + interval '90 years', app.now() + interval '90 years')`,
    [session.hash, holder.accountId, sealForSession(session, holder.pair.secretKey)],
  )
  const grants = await world.operator.query<{ role: Role; keeper_of: Compartment[] }>(
    'SELECT role, keeper_of FROM app.staff_role WHERE account_id = $1',
    [holder.accountId],
  )
  return {
    accountId: holder.accountId,
    login,
    displayName: login,
    zone: 'Europe/Stockholm',
    editionId: world.editionId,
    roles: grants.map((grant) => grant.role),
    keeperOf: grants.flatMap((grant) => grant.keeper_of),
    holder,
    session,
    stepUp: null,
    ...change,
  }
}

/** The same for every session there is. */
export const openWindows = (world: World): Promise<unknown> =>
  world.operator.query(
    `UPDATE app.staff_session SET step_up_until = app.now() + interval '15 minutes', step_up_left = 20`,
  )

/** Opens the step-up window of a session as the second sign-in does. */
export const openWindow = (world: World, actor: StaffActor, files = 20): Promise<unknown> =>
  world.operator.query(
    `UPDATE app.staff_session SET step_up_until = app.now() + interval '15 minutes', step_up_left = $2 WHERE token_hash = $1`,
    [actor.session.hash, files],
  )
