import { done, type Outcome, refuse } from '../../outcome.js'
import type { Problem } from '../problem.js'
import type { Solving } from '../solving.js'
import { decompose, type Panel } from './decompose.js'
import { type GroupedPool, groupsOf, sizesOf } from './groups.js'
import { generatedLeximin } from './leximin.js'
import { relaxedLeximin } from './relaxed-leximin.js'

/** A composition and how many of all tickets draw it. */
export interface TicketedPanel {
  readonly counts: readonly number[]
  readonly tickets: number
}

/**
 * A fair lottery. `members` are ids by group; every ticket is as likely, and within a group everybody is. `chances` are
 * what the tickets give each person, exact fractions as numbers; people pinned out are not in it.
 */
export interface Odds {
  readonly members: readonly (readonly string[])[]
  readonly panels: readonly TicketedPanel[]
  readonly chances: ReadonlyMap<string, number>
}

export type OddsRefusal = 'no_selection' | 'nothing_found'

/** All tickets there are: chances are multiples of 10⁻⁹ divided by the size of a group. */
export const allTickets = 1_000_000_000
const asGoodAsNone = 1e-6

/**
 * The fairest chances under the rows of a problem: nobody's can be raised without lowering one as small or smaller
 * (leximin). Tries the bound no lottery can beat and, when real sets cannot meet it, generates the exact optimum. Refuses
 * `no_selection`, or `nothing_found` in the time given. Above 150 groups it takes long enough to be a job.
 */
export async function fairOdds(problem: Problem, solving: Solving): Promise<Outcome<Odds, OddsRefusal>> {
  const pool = groupsOf(problem)
  const expected = await relaxedLeximin(pool, solving)
  if (expected === 'infeasible') return refuse('no_selection')
  if (expected === 'nothing_found') return refuse(expected)
  const { panels, left } = await decompose(pool, expected, solving)
  if (left <= asGoodAsNone) return done(oddsOf(pool, panels))
  const start = panels.map(({ counts }) => counts)
  const generated = await generatedLeximin(pool, start, solving)
  if (generated === 'infeasible') return refuse('no_selection')

  return generated === 'nothing_found' ? refuse(generated) : done(oddsOf(pool, generated))
}

/** Chances to so many digits, lowest first, each with the number of people who have that chance or less. */
export function chanceLevels({ chances }: Odds, digits: number): { chance: string; people: number }[] {
  const sorted = [...chances.values()].map((chance) => chance.toFixed(digits)).toSorted()
  return sorted.flatMap((chance, k) => (sorted[k + 1] === chance ? [] : [{ chance, people: k + 1 }]))
}

function oddsOf(pool: GroupedPool, panels: readonly Panel[]): Odds {
  const ticketed = ticketsOf(panels)
  const drawn = sizesOf(pool).map((_, group) =>
    ticketed.reduce((sum, { counts, tickets }) => sum + (counts[group] ?? 0) * tickets, 0),
  )
  const chances = pool.members.flatMap((ids, group) =>
    ids.map((id) => [id, (drawn[group] ?? 0) / (allTickets * ids.length)] as const),
  )

  return { members: pool.members, panels: ticketed, chances: new Map(chances) }
}

/** Shares as whole tickets, by largest remainder. */
function ticketsOf(panels: readonly Panel[]): TicketedPanel[] {
  const all = panels.reduce((sum, { share }) => sum + share, 0)
  const exact = panels.map(({ share }) => (share / all) * allTickets)
  const missing = allTickets - exact.reduce((sum, tickets) => sum + Math.floor(tickets), 0)
  const byRemainder = [...exact.keys()].toSorted((a, b) => ((exact[b] ?? 0) % 1) - ((exact[a] ?? 0) % 1))
  const isRaised = new Set(byRemainder.slice(0, missing))

  return panels
    .map(({ counts }, k) => ({ counts, tickets: Math.floor(exact[k] ?? 0) + (isRaised.has(k) ? 1 : 0) }))
    .filter(({ tickets }) => tickets > 0)
}
