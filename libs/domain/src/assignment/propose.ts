import { done, type Outcome, refuse } from '../outcome.js'
import { seededRandom } from '../random.js'
import type { Solve } from '../solver.js'
import { belowLeast, breachesOf } from './check.js'
import { drawFiles } from './draw.js'
import { gridOf } from './grid.js'
import { modelOf } from './model.js'
import { type AssignmentProblem, unfitParts } from './problem.js'
import { type Proposal, readProposal } from './proposal.js'

export type AssignmentRefusal = 'unfit_problem' | 'time_limit' | 'least_out_of_reach'

/**
 * Proposes who reads what (DOMAIN: assignment). Hard: language, conflicts, exclusions, declined reads, readers kept apart,
 * loads. Goal, each part before the next: the worst-served file, then the next worst and so on; pool-wide reads and
 * even loads; in `adjust` what stands; match; the lot. Writes nothing. Refuses: unfit_problem (`parts`), time_limit (no
 * half answer is shown), least_out_of_reach (`readers`). Throws when the answer breaks a hard rule.
 */
export async function proposeAssignment(
  problem: AssignmentProblem,
  solve: Solve,
): Promise<Outcome<Proposal, AssignmentRefusal>> {
  const parts = unfitParts(problem)
  if (parts.length > 0) return refuse('unfit_problem', { parts })
  const { settings } = problem
  const random = seededRandom(settings.seed)
  const grid = gridOf(problem)
  const draws = drawFiles(grid, settings, random)
  const model = modelOf(grid, settings, draws, random)
  const values = await valuesOf(model.text, problem, solve)
  if (!values) return refuse('time_limit')

  const proposal = readProposal(grid, settings, { draws, model, values })
  if (breachesOf(problem, proposal).length > 0) throw new RangeError('assignment_breaks_a_rule')
  const readers = belowLeast(problem, proposal)
  return readers.length > 0 ? refuse('least_out_of_reach', { readers }) : done(proposal)
}

async function valuesOf(
  model: string,
  { settings }: AssignmentProblem,
  solve: Solve,
): Promise<ReadonlyMap<string, number> | null> {
  if (model === '') return new Map()
  const { timeLimitSeconds, seed } = settings
  const solverSeed = Math.floor(seededRandom(seed)() * 2 ** 31)
  const answer = await solve({ model, timeLimitSeconds, seed: solverSeed })
  if (answer.status === 'optimal') return answer.values
  if (answer.status === 'time_limit' || answer.status === 'nothing_found') return null
  // Missing reads are columns of the model, so that there is always an answer.
  throw new RangeError(`assignment_${answer.status}`)
}
