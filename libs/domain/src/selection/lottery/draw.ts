import { done, type Outcome, refuse } from '../../outcome.js'
import { allTickets, type Odds } from './odds.js'

/** A cryptographic hash of text, in lower-case hexadecimal digits (SHA-256). */
export type Hash = (text: string) => string

/**
 * What a draw is made from, without names: people are places, from 0, group after group. `sizes` and `panels` say how many
 * of each group every composition takes and how many tickets it has; `entries` bind each place to a person by a salted hash.
 * Sizes of groups say something about the pool, if nothing about a person: show the table to an auditor, its digest to all.
 */
export interface DrawTable {
  readonly sizes: readonly number[]
  readonly panels: readonly { readonly counts: readonly number[]; readonly tickets: number }[]
  readonly entries: readonly string[]
}

/** Published before the draw. The seed stays secret until after it. */
export interface Commitment {
  readonly poolDigest: string
  readonly commitment: string
}

/** Shown after the draw; `beacon` is a public value nobody knew at the time of the commitment, empty when not used. */
export interface Revealed {
  readonly seed: string
  readonly beacon: string
  readonly chosen: readonly number[]
}

/**
 * The table for these odds, and who stands at which place; `saltOf` gives each id a random salt of its own, told to them. One
 * group without panels is the table of an order.
 */
export function drawTable(
  odds: Pick<Odds, 'members' | 'panels'>,
  saltOf: (id: string) => string,
  hash: Hash,
): { table: DrawTable; ids: string[] } {
  const ids = odds.members.flat()
  const table = {
    sizes: odds.members.map(({ length }) => length),
    panels: odds.panels,
    entries: ids.map((id) => entryOf(id, saltOf(id), hash)),
  }
  return { table, ids }
}

/** What binds a person to a place: whoever knows id and salt finds their own entry, nobody else any. */
export const entryOf = (id: string, salt: string, hash: Hash): string => hash(JSON.stringify(['entry', salt, id]))

/** Digest of the table, in the one way it is written. */
const poolDigestOf = ({ sizes, panels, entries }: DrawTable, hash: Hash): string =>
  hash(JSON.stringify(['pool', sizes, panels.map(({ counts, tickets }) => [tickets, counts]), entries]))

/** Commits to a seed and a pool at once. Refuses `seed_too_short`: fewer than 32 characters could be guessed. */
export function commitTo(table: DrawTable, seed: string, hash: Hash): Outcome<Commitment, 'seed_too_short'> {
  if (seed.length < 32) return refuse('seed_too_short')
  const poolDigest = poolDigestOf(table, hash)

  return done({ poolDigest, commitment: commitmentOf(poolDigest, seed, hash) })
}

const commitmentOf = (poolDigest: string, seed: string, hash: Hash): string =>
  hash(JSON.stringify(['commitment', poolDigest, seed]))

/** The places drawn, sorted: a composition by ticket, then people within each group. Same table, seed, beacon: same set. */
export function drawPlaces(table: DrawTable, { seed, beacon }: Omit<Revealed, 'chosen'>, hash: Hash): number[] {
  const below = drawer(JSON.stringify(['draw', poolDigestOf(table, hash), seed, beacon]), hash)
  let ticket = below(allTickets)
  const panel = table.panels.find(({ tickets }) => {
    const isDrawn = ticket < tickets
    ticket -= tickets
    return isDrawn
  })
  let first = 0
  const chosen = table.sizes.flatMap((size, group) => {
    const places = Array.from({ length: size }, (_, k) => first + k)
    first += size
    return sample(places, panel?.counts[group] ?? 0, below)
  })

  return chosen.toSorted((a, b) => a - b)
}

/** All places of a table in an order drawn from the seed, each order as likely. Same table and seed: same order. */
export function drawOrder(table: DrawTable, seed: string, hash: Hash): number[] {
  const below = drawer(JSON.stringify(['order', poolDigestOf(table, hash), seed]), hash)
  return taken([...table.entries.keys()], table.entries.length, below)
}

/** What is wrong with an order that was drawn, nothing when it is as committed. */
export function verifyOrder(
  table: DrawTable,
  committed: Commitment,
  { seed, order }: { readonly seed: string; readonly order: readonly number[] },
  hash: Hash,
): ('pool' | 'commitment' | 'order')[] {
  const poolDigest = poolDigestOf(table, hash)
  const checks = [
    ['pool', poolDigest === committed.poolDigest],
    ['commitment', commitmentOf(poolDigest, seed, hash) === committed.commitment],
    ['order', drawOrder(table, seed, hash).join() === order.join()],
  ] as const

  return checks.filter(([, isRight]) => !isRight).map(([part]) => part)
}

/** What is wrong with a draw, nothing when it is as committed: digest of the pool, commitment, tickets, places. */
export function verifyDraw(
  table: DrawTable,
  committed: Commitment,
  revealed: Revealed,
  hash: Hash,
): ('pool' | 'commitment' | 'tickets' | 'places')[] {
  const poolDigest = poolDigestOf(table, hash)
  const tickets = table.panels.reduce((sum, panel) => sum + panel.tickets, 0)
  const chosen = drawPlaces(table, revealed, hash)
  const checks = [
    ['pool', poolDigest === committed.poolDigest],
    ['commitment', commitmentOf(poolDigest, revealed.seed, hash) === committed.commitment],
    ['tickets', tickets === allTickets],
    ['places', chosen.join() === revealed.chosen.toSorted((a, b) => a - b).join()],
  ] as const

  return checks.filter(([, isRight]) => !isRight).map(([part]) => part)
}

/** Whole numbers below a limit, from hashes of a key and a counter (Rivest, sampler for audits, 2011), without bias. */
function drawer(key: string, hash: Hash): (limit: number) => number {
  const range = 2 ** 48
  let counter = 0
  return (limit) => {
    for (;;) {
      counter += 1
      const number = Number.parseInt(hash(JSON.stringify([key, counter])).slice(0, 12), 16)
      // The last, incomplete stretch of the range would favour small numbers.
      if (number < range - (range % limit)) return number % limit
    }
  }
}

/** So many of a list, each as likely; nothing is drawn where all are taken. */
const sample = (list: readonly number[], count: number, below: (limit: number) => number): number[] =>
  count >= list.length ? [...list] : taken(list, count, below)

/** So many of a list, one after the other (Fisher and Yates, cut short). */
function taken(list: readonly number[], count: number, below: (limit: number) => number): number[] {
  const rest = [...list]
  return Array.from({ length: count }, () => rest.splice(below(rest.length), 1)[0] ?? -1)
}
