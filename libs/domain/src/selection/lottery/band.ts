import { done, type Outcome, refuse } from '../../outcome.js'
import type { Choice } from '../choose/choose.js'
import { firmRow, type Problem } from '../problem.js'

/**
 * The problem whose possible sets are exactly the best ones: who is in every best set is in, who is in none is out, and the
 * total is held. A fair lottery over it decides inside the tie band only. Refuses `not_proven` when the choice is not.
 */
export function bandProblem(problem: Problem, choice: Choice): Outcome<Problem, 'not_proven'> {
  const standings = problem.people.map(({ id }) => choice.standing.get(id) ?? 'open')
  if (!choice.isProven || standings.includes('open')) return refuse('not_proven')
  const pins = standings.map((standing) => (standing === 'every' ? 1 : standing === 'none' ? 0 : null))
  const total = firmRow({ kind: 'score' }, problem.people.keys(), choice.total, choice.total)
  const weights = problem.people.map(({ score }) => score)

  return done({ ...problem, pins, rows: [...problem.rows, { ...total, weights }] })
}
