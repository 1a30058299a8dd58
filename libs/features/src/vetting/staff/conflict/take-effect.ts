import { type ConflictFacts, conflictOf } from '#domain/vetting/conflict.js'
import type { Tx } from '#platform/database/database.js'
import type { Directory } from '#platform/vault/directory.js'
import type { Keyring } from '#platform/vault/keyring.js'
import { settleReaderCalls } from '../reading/reader-calls.js'
import { takeWraps } from '../take-wraps.js'
import type { Pair } from './conflict-facts.js'

interface Keys {
  readonly keyring: Keyring
  readonly directory: Directory
}

/**
 * What follows from a change of the facts, in the transaction of the word itself. A conflict that begins takes the file
 * away; one that ends lets it be assigned again, and gives back nothing: the colleague's scores are a draft of theirs.
 */
export async function takeEffect(
  tx: Tx,
  keys: Keys,
  pair: Pair,
  { before, after }: { readonly before: ConflictFacts; readonly after: ConflictFacts },
): Promise<void> {
  const [had, has] = [conflictOf(before) !== null, conflictOf(after) !== null]
  const isLost = has && !had && (await takeAway(tx, keys, pair))
  if (had && !has) await moveReview(tx, pair, 'removed', 'draft')
  await settleReaderCalls(tx, pair.applicationId, isLost ? 'lost' : undefined)
}

// Lists, counts and pages ask the facts themselves. The applicant's side has no trace of it: no message, no version. Whether a
// reader's place is lost with it.
async function takeAway(tx: Tx, keys: Keys, pair: Pair): Promise<boolean> {
  const { applicationId, accountId } = pair
  const [ended] = await tx.query<[{ role: string }[], number]>(
    `UPDATE app.assignment SET ended_on = app.today(), ended_why = 'conflict'
     WHERE application_id = $1 AND account_id = $2 AND ended_on IS NULL RETURNING role`,
    [applicationId, accountId],
  )
  await moveReview(tx, pair, null, 'removed')
  await takeWraps(tx, keys, [pair])
  return ended.some(({ role }) => role === 'reviewer')
}

async function moveReview(tx: Tx, pair: Pair, from: string | null, to: 'draft' | 'removed'): Promise<void> {
  await tx.query(
    `UPDATE app.review SET state = $4, version = version + 1
     WHERE application_id = $1 AND account_id = $2 AND state = coalesce($3, state) AND state <> $4`,
    [pair.applicationId, pair.accountId, from, to],
  )
}
