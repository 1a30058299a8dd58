import type { Role } from '#domain/lifecycle.js'
import type { Tx } from '#platform/database/database.js'
import { settleReaderCalls } from '../reading/reader-calls.js'

interface Holder {
  readonly accountId: string
  /** Public keys the directory names as theirs, beside the one of the account. */
  readonly keys: readonly Buffer[]
}

interface Held {
  /** Why it ends, as a code. */
  readonly why: 'left' | 'role_ended'
  /** Absent: whatever they have of any edition that still takes writes. */
  readonly grant?: { readonly editionId: string; readonly role: Role }
}

/**
 * Takes files from a colleague: assignments end, what opened the files to them is gone, and readers are asked for. Locks the
 * files in the order of whoever assigns; returns their ids.
 */
export async function takeFiles(tx: Tx, { accountId, keys }: Holder, { why, grant }: Held): Promise<string[]> {
  const rows = await tx.query<{ file: string }[]>('SELECT app.files_taken($1, $2, $3, $4, $5) AS file', [
    accountId,
    grant?.editionId ?? null,
    grant ? [grant.role] : null,
    why,
    keys,
  ])
  for (const { file } of rows) await settleReaderCalls(tx, file)
  return rows.map(({ file }) => file)
}
