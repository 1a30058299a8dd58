import { ledgerOf } from './check.js'
import type { AssignmentProblem, ReadPair } from './problem.js'

/**
 * Those of these new reads that keep every rule beside the existing ones and each other, in the order given: of two that do
 * not fit together the earlier one. How many reads a file has is no rule here.
 */
export function fittingPairs(problem: AssignmentProblem, pairs: readonly ReadPair[]): ReadPair[] {
  const book = ledgerOf(problem)
  for (const pair of problem.existing) book(pair, { load: false, reads: Infinity })

  return pairs.filter((pair) => book(pair, { load: true, reads: Infinity }) === null)
}
