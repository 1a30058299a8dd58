import { activity, isSolution, type Program, type Row, solveProgram, weightsOf } from '../program.js'
import { type Problem, programOf, type Rule, type RuledRow } from '../problem.js'
import { needRows } from '../languages.js'
import type { Solving } from '../solving.js'

/** One bound to change, from what to what, and what that costs. */
export interface Step {
  readonly rule: Rule
  readonly bound: 'floor' | 'cap'
  readonly from: number
  readonly to: number
  readonly cost: number
}

/** The cheapest way to make a selection exist, `cannot_relax` when no allowed one does, or no answer in time. */
export type Relaxation =
  | { readonly kind: 'steps'; readonly steps: readonly Step[]; readonly cost: number; readonly isProven: boolean }
  | { readonly kind: 'cannot_relax' | 'nothing_found' }

/** Lowering a floor by one costs 1 + 2 / floor, so that low floors are spared; raising a cap by one costs 1. */
const lowering = (floor: number): number => 1 + 2 / floor
const raising = 1

/**
 * Proposes the cheapest change of floors and caps (languages count as a cap) under which a selection exists; pins, pairs
 * kept apart, places and budget stay. Nothing is applied. Prices as in the draws of citizens' assemblies
 * (Sortition Foundation). One task over all people, about as long as the choice itself.
 */
export async function cheapestRelaxation(problem: Problem, solving: Solving): Promise<Relaxation> {
  const found = await solveProgram(relaxingProgram(problem), solving)
  if (found.status === 'infeasible') return { kind: 'cannot_relax' }
  if (!isSolution(found)) return { kind: 'nothing_found' }
  const steps = problem.rows.flatMap((row) => stepsOf(row, activity(row, found.values)))

  return {
    kind: 'steps',
    steps,
    cost: steps.reduce((sum, { cost }) => sum + cost, 0),
    isProven: found.status === 'optimal',
  }
}

/** People and languages first, then for each row how far its floor is lowered and its cap raised. */
function relaxingProgram(problem: Problem): Program {
  const chosen = programOf(problem)
  const own = chosen.costs.length
  const rows = problem.rows.flatMap((row, k): Row[] => {
    const weights = weightsOf(row)
    return [
      { at: [...row.at, own + 2 * k], weights: [...weights, 1], least: row.least, most: Infinity },
      { at: [...row.at, own + 2 * k + 1], weights: [...weights, -1], least: -Infinity, most: row.most },
    ]
  })

  return {
    goal: 'least',
    costs: [
      ...chosen.costs.map(() => 0),
      ...problem.rows.flatMap(({ least }) => [least > 0 ? lowering(least) : 0, raising]),
    ],
    rows: [...rows, ...needRows(problem)],
    lower: [...chosen.lower, ...rows.map(() => 0)],
    upper: [
      ...chosen.upper,
      ...problem.rows.flatMap(({ least, leastRelaxed, most, mostRelaxed }) => [
        least - leastRelaxed,
        mostRelaxed - most,
      ]),
    ],
    whole: own,
  }
}

function stepsOf({ rule, least, most }: RuledRow, count: number): Step[] {
  if (count < least) return [{ rule, bound: 'floor', from: least, to: count, cost: (least - count) * lowering(least) }]
  if (count > most) return [{ rule, bound: 'cap', from: most, to: count, cost: (count - most) * raising }]

  return []
}
