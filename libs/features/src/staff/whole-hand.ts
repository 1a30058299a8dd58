import type { Compartment } from '#domain/compartment.js'
import type { Role } from '#domain/lifecycle.js'
import { type GrantProblem, grantProblem } from '#domain/staff/grants.js'
import type { Tx } from '#platform/database/database.js'

/**
 * Why a person must not get one more role, or keep one more compartment, beside what they hold in whichever edition: keys and
 * what one remembers know no editions. Behind the account's lock, which it takes; null where they may.
 */
export async function handProblem(
  tx: Tx,
  accountId: string,
  more: { readonly role: Role } | { readonly compartment: Compartment },
): Promise<GrantProblem | null> {
  await tx.query('SELECT 1 FROM app.staff_account WHERE id = $1 FOR UPDATE', [accountId])
  const held = await tx.query<{ role: Role; keeper_of: Compartment[] }[]>(
    'SELECT role, keeper_of FROM app.staff_role WHERE account_id = $1 AND (ends_on IS NULL OR ends_on >= app.today())',
    [accountId],
  )
  const roles = held.map(({ role }) => role)
  const kept = held.flatMap(({ keeper_of }) => keeper_of)
  return 'role' in more ? grantProblem([...roles, more.role], kept) : grantProblem(roles, [...kept, more.compartment])
}
