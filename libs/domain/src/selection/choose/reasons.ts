import type { Person } from '../input/people.js'
import type { Problem, Rule } from '../problem.js'
import type { Choice } from './choose.js'
import type { Against } from './joining.js'
import { type Exchanges, exchangesOf, type Hold } from './swaps.js'

/**
 * Why somebody is in or out, without words. Scores are in hundredths; ids name people whose exchange shows the reason.
 * - `score`: nobody better could follow them (in), or whom they could follow scores as much (out; less on a list made by
 *   hand). `other` is the score of that nearest exchange, null when there is none; `isClose` when the two intervals touch.
 * - `free_place`: the list is not full, and they could be put on it beside everybody else. `no_free_place`: it is not full,
 *   and these caps alone stand against that. `places_for_floors`: the free places are needed to reach these floors.
 * - `fills_floor`: `instead` scores more, but would leave these floors unmet.
 * - `held_by_cap`: they score more than `instead`, and only these caps stand against it; `isNext` is the first to gain.
 * - `next_if_place_frees`: first to follow when one of these people leaves.
 * - `tie`: some other set is as good. `several_rules`: floors and caps stand against them together.
 */
export type Reason =
  | { readonly code: 'pinned_in' | 'pinned_out' | 'tie' | 'several_rules' | 'free_place' }
  | { readonly code: 'score'; readonly score: number; readonly other: number | null; readonly isClose: boolean }
  | { readonly code: 'fills_floor'; readonly rules: readonly Rule[]; readonly instead: string }
  | {
      readonly code: 'held_by_cap'
      readonly rules: readonly Rule[]
      readonly instead: string
      readonly isNext: boolean
    }
  | { readonly code: 'no_free_place' | 'places_for_floors'; readonly rules: readonly Rule[] }
  | { readonly code: 'see_security'; readonly instead: string }
  | { readonly code: 'next_if_place_frees'; readonly places: readonly string[] }

/**
 * Reasons for every person of the problem. Each is a fact about single exchanges, which anybody can check by counting;
 * none is read off the solver.
 */
export function reasonsOf(problem: Problem, choice: Choice): ReadonlyMap<string, readonly Reason[]> {
  const exchanges = exchangesOf(problem, new Set(choice.chosen))
  const best = bestUnderCaps(problem, exchanges)

  return new Map(
    problem.people.map((person, place): [string, Reason[]] => {
      const own = exchanges.chosen.has(place)
        ? insideReasons(problem, exchanges, place)
        : outsideReasons(problem, { exchanges, best }, place)
      return [person.id, choice.standing.get(person.id) === 'some' ? [...own, { code: 'tie' }] : own]
    }),
  )
}

/** The highest score each set of caps holds back. */
function bestUnderCaps({ people }: Problem, { caps }: Exchanges): ReadonlyMap<string, number> {
  const best = new Map<string, number>()
  for (const [place, holds] of caps) {
    for (const { rows } of holds) {
      best.set(rows.join(), Math.max(best.get(rows.join()) ?? -Infinity, people[place]?.score ?? 0))
    }
  }
  return best
}

function insideReasons(problem: Problem, { floors, followers }: Exchanges, place: number): Reason[] {
  if (problem.pins[place] === 1) return [{ code: 'pinned_in' }]
  const holds = floors.get(place)
  if (!holds) return [scoreReason(problem, place, followers.get(place)?.[0])]

  return holds.map((hold) => ({
    code: 'fills_floor',
    rules: rulesOf(problem, hold.rows),
    instead: idOf(problem, hold.other),
  }))
}

function outsideReasons(
  problem: Problem,
  { exchanges, best }: { exchanges: Exchanges; best: ReadonlyMap<string, number> },
  place: number,
): Reason[] {
  if (problem.pins[place] === 0) return [{ code: 'pinned_out' }]
  const { caps, mixed, followers, above, joining } = exchanges
  const against = joining.get(place)
  if (against && against.caps.length + against.floors.length === 0) return [{ code: 'free_place' }]
  const places = [...followers].flatMap(([out, next]) => (next.includes(place) ? [idOf(problem, out)] : []))
  const next: Reason[] = places.length > 0 ? [{ code: 'next_if_place_frees', places: places.toSorted() }] : []
  if (against) return [joiningReason(problem, against, place), ...next]
  const holds = caps.get(place)
  if (holds) {
    const score = problem.people[place]?.score
    const isNext = ({ rows }: Hold) => best.get(rows.join()) === score
    return [...holds.map((hold) => heldReason(problem, hold, isNext(hold))), ...next]
  }
  const why: Reason = mixed.has(place) ? { code: 'several_rules' } : scoreReason(problem, place, above.get(place))

  return [why, ...next]
}

/** Why somebody cannot take a free place. A pair kept apart hides whatever stands beside it, as below. */
function joiningReason(problem: Problem, { caps, floors }: Against, place: number): Reason {
  if (caps.length === 0) return { code: 'places_for_floors', rules: rulesOf(problem, floors) }
  const rules = rulesOf(problem, caps)
  const pair = rules.find((rule) => rule.kind === 'apart')
  const instead = pair?.ids.find((id) => id !== idOf(problem, place))

  return instead === undefined ? { code: 'no_free_place', rules } : { code: 'see_security', instead }
}

/** A pair kept apart is named to nobody but security, so it hides whatever other cap stands beside it. */
function heldReason(problem: Problem, hold: Hold, isNext: boolean): Reason {
  const rules = rulesOf(problem, hold.rows)
  const instead = idOf(problem, hold.other)
  if (rules.some(({ kind }) => kind === 'apart')) return { code: 'see_security', instead }

  return { code: 'held_by_cap', rules, instead, isNext }
}

function scoreReason({ people }: Problem, place: number, other: number | undefined): Reason {
  const own = people[place]
  const against = other === undefined ? undefined : people[other]
  const touch = (a: Person, b: Person) => a.low <= b.high && b.low <= a.high
  const isClose = own !== undefined && against !== undefined && touch(own, against)

  return { code: 'score', score: own?.score ?? 0, other: against?.score ?? null, isClose }
}

const rulesOf = ({ rows }: Problem, places: readonly number[]): Rule[] => places.flatMap((row) => rows[row]?.rule ?? [])
const idOf = ({ people }: Problem, place: number): string => people[place]?.id ?? ''
