import type { Tx } from '#platform/database/database.js'

/**
 * Holds one file until the transaction ends. Whoever gives somebody a file and whoever takes it away pass here one after
 * the other, and look again behind it: so no key is left with a person whom a conflict keeps away.
 */
export async function lockFile(tx: Tx, id: string): Promise<void> {
  await tx.query('SELECT 1 FROM app.application WHERE id = $1 FOR NO KEY UPDATE', [id])
}
