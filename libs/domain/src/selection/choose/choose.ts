import { done, type Outcome, refuse } from '../../outcome.js'
import { type Problem, programOf } from '../problem.js'
import type { Program } from '../program.js'
import type { Solving } from '../solving.js'
import { type Best, bestSet } from './core.js'
import { cheapestRelaxation, type Relaxation } from './relax.js'
import { nearestToTargets, type Standing, tieBand } from './tie-band.js'

/**
 * A set of people. `chosen` are ids, sorted; `total` and `bound` (no set can have more) count hundredths of a score.
 * When `isProven` is false the set is the best found in the time given, to be shown as such.
 */
export interface Choice {
  readonly chosen: readonly string[]
  readonly total: number
  readonly bound: number
  readonly isProven: boolean
  readonly standing: ReadonlyMap<string, Standing>
}

export type ChoiceRefusal = 'no_selection' | 'cannot_relax' | 'nothing_found'

/**
 * Chooses the best set: most total score, then nearest to the targets. Refuses `no_selection` with the cheapest
 * relaxation in `about` (never applied), `cannot_relax`, or `nothing_found` in the time given. Four to ten tasks: one
 * linear over all people, the others over the few that prices leave open.
 */
export async function choose(problem: Problem, solving: Solving): Promise<Outcome<Choice, ChoiceRefusal>> {
  const best = await bestSet(problem, solving)
  if (best === 'nothing_found') return refuse(best)
  if (best === 'infeasible') return refused(await cheapestRelaxation(problem, solving))
  if (!best.isProven) return done(choiceOf(problem, best, best.values, []))
  const found = { program: heldOutside(problem, best.values, best.core), values: best.values, total: best.total }
  const standings = await tieBand({ ...found, people: problem.people.length }, solving)
  const band = standings.flatMap((standing, person) => (standing === 'some' ? [person] : []))
  const targets = problem.rows.flatMap((row) => (row.target === null ? [] : [{ row, target: row.target }]))
  const program = heldOutside(problem, best.values, band)

  return done(choiceOf(problem, best, await nearestToTargets({ ...found, program }, targets, solving), standings))
}

/** The choice with everybody outside these people as in the best set, and languages open. */
function heldOutside(problem: Problem, values: readonly number[], people: readonly number[]): Program {
  const program = programOf(problem)
  const open = new Set(people)
  const isOpen = (variable: number) => open.has(variable) || variable >= problem.people.length
  const hold = (bounds: readonly number[]) =>
    bounds.map((bound, variable) => (isOpen(variable) ? bound : (values[variable] ?? 0)))

  return { ...program, lower: hold(program.lower), upper: hold(program.upper) }
}

const choiceOf = (
  { people }: Problem,
  { total, bound, isProven }: Best,
  values: readonly number[],
  standings: readonly Standing[],
): Choice => ({
  chosen: people
    .filter((_, person) => values[person] === 1)
    .map(({ id }) => id)
    .toSorted(),
  total,
  bound,
  isProven,
  standing: new Map(people.map(({ id }, person) => [id, standings[person] ?? 'open'])),
})

function refused(relaxation: Relaxation): Outcome<never, ChoiceRefusal> {
  if (relaxation.kind !== 'steps') return refuse(relaxation.kind)
  const { steps, cost, isProven } = relaxation

  return refuse('no_selection', { steps, cost, isProven })
}
