import { readCode } from '#domain/application/access-code.js'
import { lateCodeHash } from '#platform/vault/access.js'

/** What the database knows of a late code as it was typed; for no code at all null, for an unfit one a hash that fits none. */
export function lateHashOf(typed: string | undefined): Buffer | null {
  if (typed === undefined) return null

  return lateCodeHash(readCode(typed) ?? '')
}
