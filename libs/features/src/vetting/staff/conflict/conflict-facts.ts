import type { ConflictFacts, ConflictKind } from '#domain/vetting/conflict.js'
import type { Tx } from '#platform/database/database.js'

/** A file and the colleague it is about. */
export interface Pair {
  readonly applicationId: string
  readonly accountId: string
}

/** What is on record between the two. Only behind the lock of the file is it what stands when one writes. */
export async function readFacts(tx: Tx, { applicationId, accountId }: Pair): Promise<ConflictFacts> {
  const rows = await tx.query<{ origin: keyof ConflictFacts; kind: ConflictKind | 'none' }[]>(
    'SELECT origin, kind FROM app.conflict_fact WHERE application_id = $1 AND account_id = $2',
    [applicationId, accountId],
  )
  const none: ConflictFacts = { declared: null, detected: null, pinned: null }
  return Object.assign(none, ...rows.map(({ origin, kind }) => ({ [origin]: kind })))
}

/** Writes one word; a newer one of the same origin stands in its place. */
export async function writeFact(
  tx: Tx,
  { applicationId, accountId }: Pair,
  word: {
    readonly origin: keyof ConflictFacts
    readonly kind: ConflictKind | 'none'
    readonly authorId: string
    /** An excluded country makes it. */
    readonly byExclusion?: boolean
  },
): Promise<void> {
  await tx.query(
    `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id, by_exclusion) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (application_id, account_id, origin) DO UPDATE
       SET kind = EXCLUDED.kind, author_id = EXCLUDED.author_id, by_exclusion = EXCLUDED.by_exclusion, noted_on = app.today()`,
    [applicationId, accountId, word.kind, word.origin, word.authorId, word.byExclusion === true],
  )
}
