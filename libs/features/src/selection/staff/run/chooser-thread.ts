// Runs inside a worker thread of its own: from the input to the answer, so that the process answers others meanwhile. The solver has a
// thread below it, which ends with this one.
import { createHash } from 'node:crypto'
import { parentPort, workerData } from 'node:worker_threads'
import { seededRandom } from '#domain/random.js'
import { type Choice, choose } from '#domain/selection/choose/choose.js'
import { reasonsOf } from '#domain/selection/choose/reasons.js'
import type { Step } from '#domain/selection/choose/relax.js'
import { checkInput } from '#domain/selection/input/check.js'
import { bandProblem } from '#domain/selection/lottery/band.js'
import { fairOdds } from '#domain/selection/lottery/odds.js'
import { type Problem, problemOf } from '#domain/selection/problem.js'
import { membersOf, runRecord } from '#domain/selection/record.js'
import { Solver } from '#platform/solver/solver.js'
import type { ChooserAnswer, ChooserJob, ChooserMessage } from './chooser-job.js'

const say = (message: ChooserMessage): void => parentPort?.postMessage(message, [])
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

async function answerTo(job: ChooserJob): Promise<ChooserAnswer> {
  const checked = checkInput(job.input)
  if (!checked.ok) return { kind: 'unfit', findings: checked.about.errors }
  const problem = problemOf(checked.value, seededRandom(job.seed))
  if (job.list) return explained(problem, job.list)
  const solver = new Solver()
  try {
    return await chosen(problem, job, solver)
  } finally {
    await solver.close()
  }
}

function explained(problem: Problem, list: readonly string[]): ChooserAnswer {
  const choice = { chosen: list, total: 0, bound: 0, isProven: false, standing: new Map() }
  return { kind: 'explained', reasons: reasonsOf(problem, choice) }
}

async function chosen(problem: Problem, job: ChooserJob, solver: Solver): Promise<ChooserAnswer> {
  say({ step: 'solving' })
  const { secondsPerTask } = job
  const outcome = await choose(problem, { solve: (task) => solver.solve(task), secondsPerTask })
  if (!outcome.ok) {
    const { steps = [], isProven = false } = (outcome.about ?? {}) as { steps?: readonly Step[]; isProven?: boolean }
    return outcome.code === 'no_selection' ? { kind: outcome.code, steps, isProven } : { kind: outcome.code }
  }
  if (job.odds) return drawable(problem, outcome.value, job, solver)
  say({ step: 'explaining' })
  const { chosen: ids, total, bound, isProven, standing } = outcome.value
  const members = membersOf(problem, outcome.value)
  const { inputDigest, resultDigest } = runRecord(job, members, sha256)

  return {
    kind: 'chosen',
    chosen: ids,
    total,
    bound,
    isProven,
    standings: [...standing],
    members,
    inputDigest,
    resultDigest,
  }
}

/** The fairest chances among the best sets; people in all of them are in. */
async function drawable(problem: Problem, choice: Choice, job: ChooserJob, solver: Solver): Promise<ChooserAnswer> {
  const band = bandProblem(problem, choice)
  if (!band.ok) return { kind: band.code }
  say({ step: 'weighing' })
  const odds = await fairOdds(band.value, { solve: (task) => solver.solve(task), secondsPerTask: job.secondsPerTask })
  if (!odds.ok) return { kind: 'nothing_found' }

  return { kind: 'odds', odds: odds.value, inputDigest: runRecord(job, [], sha256).inputDigest }
}

say({ answer: await answerTo(workerData as ChooserJob) })
