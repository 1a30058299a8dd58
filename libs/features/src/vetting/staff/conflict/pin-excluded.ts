import { changeConflict } from '#domain/vetting/conflict.js'
import type { Tx } from '#platform/database/database.js'
import type { Directory } from '#platform/vault/directory.js'
import type { Keyring } from '#platform/vault/keyring.js'
import { type Pair, readFacts, writeFact } from './conflict-facts.js'
import { takeEffect } from './take-effect.js'

/**
 * Pins the conflict that an excluded country makes, with its effect at once; behind the lock of the file. The word is the
 * author's who excluded the country, whoever's session met it.
 */
export async function pinExcluded(
  tx: Tx,
  keys: { readonly keyring: Keyring; readonly directory: Directory },
  pair: Pair,
  authorId: string,
): Promise<void> {
  const before = await readFacts(tx, pair)
  const changed = changeConflict(before, { kind: 'administrative', by: 'staff', wantsPin: true, isOver: false })
  if (!changed.ok) return
  await writeFact(tx, pair, { origin: 'pinned', kind: 'administrative', authorId, byExclusion: true })
  await takeEffect(tx, keys, pair, { before, after: changed.value })
}
