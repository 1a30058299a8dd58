import type { Database, Tx } from '#platform/database/database.js'

/** What colleagues were excluded from when somebody set out to give them a file. */
export interface KnownExclusions {
  /** Ids of their accounts. */
  readonly of: readonly string[]
  /** One text for one set of exclusions. */
  readonly stamp: string
}

/** Asked before a session compares a file with them: what comes between the two is seen by the comparison. */
export async function knownExclusions(
  queries: Pick<Database, 'query'>,
  accountIds: Iterable<string>,
): Promise<KnownExclusions> {
  const of = [...new Set(accountIds)]
  const [row] = await queries.query<{ stamp: string }>(
    `SELECT coalesce(string_agg(x.account_id || x.country, ' ' ORDER BY x.account_id, x.country), '') AS stamp
     FROM app.staff_exclusion x WHERE x.account_id = ANY ($1)`,
    [of],
  )
  return { of, stamp: row?.stamp ?? '' }
}

/**
 * Whether what the session compared is not what stands now; asked in the transaction that gives the file, behind its lock and
 * before the log. Nobody excludes anything until that ends, and who does then finds the file with them.
 */
export async function haveExclusionsChanged(tx: Tx, known: KnownExclusions): Promise<boolean> {
  await tx.query(`SELECT pg_advisory_xact_lock_shared(hashtext('app.exclusion_due'))`)
  return (await knownExclusions(tx, known.of)).stamp !== known.stamp
}
