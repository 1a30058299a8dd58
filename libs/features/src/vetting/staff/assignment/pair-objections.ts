import type { ReadPair } from '#domain/assignment/problem.js'
import type { PairObjection } from '#domain/assignment/rows.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import type { GuessPairs } from '../conflict/guess-pairs.js'
import { keyOf, type ReadingPool } from './reading-pool.js'
import type { Reads } from './reads.js'

export type Objections = ReadonlyMap<string, PairObjection>

interface Tools {
  readonly database: Database
  readonly reads: Reads
  readonly guesses: GuessPairs
}

/** What the session knows against these reads, by `keyOf`; asked before a transaction, since it opens records. */
export async function pairObjections(
  { database, reads, guesses }: Tools,
  actor: StaffActor,
  { files }: Pick<ReadingPool, 'files'>,
  pairs: readonly ReadPair[],
): Promise<Objections> {
  const asked = await guesses.run(actor, files, pairs)
  const barred = await reads.barred(database, actor, [...new Set(pairs.map(({ file }) => file))])
  // No session compares a file with its own person.
  const own = pairs.filter(({ reader }) => reader === actor.accountId)
  const unsigned = pairs.filter(({ reader }) => !reads.mayGiveTo(reader))

  return new Map<string, PairObjection>([
    ...unsigned.map((pair) => [keyOf(pair), 'key_not_signed'] as const),
    ...asked.map((pair) => [keyOf(pair), 'possible_conflict'] as const),
    ...barred.map((pair) => [keyOf(pair), 'exclusion'] as const),
    ...own.map((pair) => [keyOf(pair), 'about_yourself'] as const),
  ])
}
