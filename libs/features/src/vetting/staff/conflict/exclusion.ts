import type { ReadPair } from '#domain/assignment/problem.js'
import type { Role } from '#domain/lifecycle.js'
import { openCountries } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import type { Keyring } from '#platform/vault/keyring.js'

interface Tools {
  readonly database: Pick<Database, 'query'>
  readonly keyring: Keyring
}

/**
 * Whether a colleague must not read this file for a country in it. No list can ask this in SQL: the country is sealed, and
 * stands beside no file in the plain. So a session that opens it compares, when somebody assigns or looks, and what it
 * finds is pinned as a conflict, which every list obeys. `sealed`: this session cannot tell, and must not guess.
 */
export async function exclusionOf(
  tools: Tools,
  actor: StaffActor,
  file: string,
  accountId: string,
): Promise<'none' | 'met' | 'sealed'> {
  const rows = await tools.database.query<{ country: string }>(
    'SELECT country FROM app.staff_exclusion WHERE account_id = $1',
    [accountId],
  )
  if (rows.length === 0) return 'none'
  const countries = (await openCountries(tools.keyring, actor, [file])).get(file)
  if (!countries) return 'sealed'

  return rows.some(({ country }) => countries.includes(country)) ? 'met' : 'none'
}

/** The same for all reviewers of the edition and many files; a file that does not open counts as excluded. */
export const excludedReads = (tools: Tools, actor: StaffActor, files: readonly string[]): Promise<ReadPair[]> =>
  excludedPairs(tools, actor, files, ['reviewer'])

/** The same for everybody who holds or held one of these roles in the edition; null: any role. */
export async function excludedPairs(
  tools: Tools,
  actor: StaffActor,
  files: readonly string[],
  roles: readonly Role[] | null,
): Promise<ReadPair[]> {
  const rows = await tools.database.query<{ reader: string; countries: string[] }>(
    `SELECT x.account_id AS reader, array_agg(x.country) AS countries FROM app.staff_exclusion x
     WHERE EXISTS (SELECT 1 FROM app.staff_role r WHERE r.account_id = x.account_id AND r.edition_id = $1
       AND ($2::text[] IS NULL OR r.role = ANY ($2)))
     GROUP BY x.account_id ORDER BY x.account_id`,
    [actor.editionId, roles],
  )
  if (rows.length === 0) return []
  const opened = await openCountries(tools.keyring, actor, files)

  return rows.flatMap(({ reader, countries }) =>
    files
      .filter((file) => opened.get(file)?.some((country) => countries.includes(country)) ?? true)
      .map((file) => ({ file, reader })),
  )
}
