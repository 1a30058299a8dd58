import type { Tx } from '#platform/database/database.js'

/**
 * Holds one file until the transaction ends. Whoever gives somebody a file and whoever takes it away pass here one after
 * the other, and look again behind it: so no key is left with a person whom a conflict keeps away.
 */
export async function lockFile(tx: Tx, id: string): Promise<void> {
  await tx.query('SELECT 1 FROM app.application WHERE id = $1 FOR NO KEY UPDATE', [id])
}

/**
 * Holds files that are about to move, by id. Whoever moves files begins here; decisions, the edition and the log come
 * after, in this order, so that nobody waits for somebody who waits for them.
 */
export async function lockToMove(tx: Tx, ids: readonly string[]): Promise<void> {
  await tx.query('SELECT 1 FROM app.application WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [ids])
}

/** Holds the places of an edition: behind the files, before the log. Rows that only name the edition do not wait. */
export async function lockPlaces(tx: Tx, editionId: string): Promise<void> {
  await tx.query('SELECT 1 FROM app.edition WHERE id = $1 FOR NO KEY UPDATE', [editionId])
}
