import type { Compartment } from '#domain/compartment.js'
import type { Role } from '#domain/lifecycle.js'
import type { Database } from '#platform/database/database.js'
import type { KeyHolder } from '#platform/vault/keyring.js'
import { newSessionToken } from '#platform/vault/session-box.js'
import type { StaffActor } from '../staff/staff-actor.js'

/** Colleagues of a practice copy as live sessions would have them, by login: roles and kept compartments as granted now. */
export async function localActors(
  database: Database,
  editionId: string,
  keyOf: (accountId: string) => KeyHolder['pair'],
): Promise<Map<string, StaffActor>> {
  const rows = await database.query<{
    id: string
    login: string
    display_name: string
    zone: string
    roles: Role[]
    keeper_of: Compartment[]
  }>(
    `SELECT a.id, a.login, a.display_name, a.zone, array_agg(r.role ORDER BY r.role) AS roles,
       ARRAY(SELECT DISTINCT unnest(k.keeper_of) FROM app.staff_role k WHERE k.account_id = a.id AND k.edition_id = $1) AS keeper_of
     FROM app.staff_account a JOIN app.staff_role r ON r.account_id = a.id AND r.edition_id = $1 GROUP BY a.id`,
    [editionId],
  )
  return new Map(
    rows.map(({ id, login, display_name: displayName, zone, roles, keeper_of: keeperOf }) => [
      login,
      {
        accountId: id,
        login,
        displayName,
        zone,
        editionId,
        roles,
        keeperOf,
        holder: { accountId: id, pair: keyOf(id) },
        session: newSessionToken(),
        stepUp: null,
      },
    ]),
  )
}
