import type { Directory } from '#platform/vault/directory.js'

// So long before its last day a key may be signed again, and keepers are told.
const soonMs = 30 * 86_400_000

/** Whether the signatures of two keepers under this person's key end within thirty days. */
export function endsSoon(directory: Directory, accountId: string): boolean {
  const last = directory.lastDayOf(accountId)
  return last !== undefined && Date.parse(last) - directory.today().getTime() < soonMs
}
