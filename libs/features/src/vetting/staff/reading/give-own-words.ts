import type { ReadPair } from '#domain/assignment/problem.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Tx } from '#platform/database/database.js'
import type { Keyring } from '#platform/vault/keyring.js'

/**
 * Files that had been with these readers before come back with the words of their own review and its note: the form would show
 * none of them, and its next save lay empty ones over them.
 */
export async function giveOwnWords(
  tx: Tx,
  keyring: Keyring,
  { holder }: StaffActor,
  pairs: readonly ReadPair[],
): Promise<void> {
  const written = await tx.query<ReadPair[]>(
    `SELECT r.application_id AS file, r.account_id AS reader FROM unnest($1::uuid[], $2::uuid[]) p (file, reader)
       JOIN app.review r ON r.application_id = p.file AND r.account_id = p.reader WHERE r.record_id IS NOT NULL ORDER BY 1, 2`,
    [pairs.map(({ file }) => file), pairs.map(({ reader }) => reader)],
  )
  for (const { file: owner, reader: to } of written)
    await keyring.share(tx, holder, { owner, schemas: ['review.text', 'review.note'], authors: [to], to })
}
