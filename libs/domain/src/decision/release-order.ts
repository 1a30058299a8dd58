import type { ApplicationMove } from '../application/lifecycle.js'
import { shuffled } from '../random.js'

/**
 * The order in which the answers of one release are written: drawn, so that nothing follows from it. Those who go on the
 * waitlist keep their order among themselves, because it becomes that of the waitlist.
 */
export function releaseOrder<T extends { readonly move: ApplicationMove }>(
  rows: readonly T[],
  random: () => number,
): T[] {
  const waiting = rows.filter(({ move }) => move === 'release_waitlist')[Symbol.iterator]()

  return shuffled(rows, random).map((row) => (row.move === 'release_waitlist' ? (waiting.next().value ?? row) : row))
}
