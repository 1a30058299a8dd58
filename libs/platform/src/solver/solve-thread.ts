// Runs inside the solver's worker thread: a job in, its answer out. An error is not caught: it ends the thread, whose
// memory nobody should trust after it, and the Solver turns it into a fault.
import { parentPort } from 'node:worker_threads'
import highs, { type Model } from 'highs'
import type { SolverAnswer, SolverJob } from '#domain/solver.js'

/** The package declares CommonJS and gives ES modules: what is imported is already the loader. */
const load = highs as unknown as typeof highs.default
const loaded = load()

/** HiGHS' own numbers (kHighsModelStatus) of the ends we tell apart; 9 is "unbounded or infeasible", not told apart. */
const ends = { empty: 6, optimal: 7, infeasible: 8, either: 9, unbounded: 10, timeLimit: 13 }
/** HiGHS' number of a primal solution that satisfies every row (kSolutionStatusFeasible). */
const feasible = 2

/** The one-shot call gives an object for every column; the model kept in memory gives arrays, and says whether a time limit left anything behind. */
async function solve(job: SolverJob): Promise<SolverAnswer> {
  const solver = await loaded
  return solver.withModel({ format: 'lp', data: job.model }, (model): SolverAnswer => {
    model.options.set({
      output_flag: false,
      time_limit: job.timeLimitSeconds,
      ...(job.gap === undefined ? {} : { mip_rel_gap: job.gap }),
      ...(job.seed === undefined ? {} : { random_seed: job.seed }),
    })
    const { modelStatus } = model.run()
    if (modelStatus === ends.infeasible || modelStatus === ends.either) return { status: 'infeasible' }
    if (modelStatus === ends.unbounded) return { status: 'unbounded' }
    if (modelStatus === ends.optimal || modelStatus === ends.empty) return optimum(model)
    if (modelStatus !== ends.timeLimit) throw new Error(`solver_status_${modelStatus}`)
    return model.info.get('primal_solution_status') === feasible
      ? { status: 'time_limit', objective: model.getObjectiveValue(), values: valuesOf(model) }
      : { status: 'nothing_found' }
  })
}

function optimum(model: Model): SolverAnswer {
  const found = { status: 'optimal', objective: model.getObjectiveValue(), values: valuesOf(model) } as const
  return hasWholeColumns(model) ? found : { ...found, duals: dualsOf(model) }
}

const valuesOf = (model: Model): Map<string, number> =>
  new Map(Array.from(model.getSolution().colValue, (value, i) => [model.getColName(i), value]))

const dualsOf = (model: Model): Map<string, number> =>
  new Map(Array.from(model.getSolution().rowDual, (value, i) => [model.getRowName(i), value]))

function hasWholeColumns(model: Model): boolean {
  const { integrality } = model.getModel()
  return integrality !== undefined && integrality.some((type) => type !== 0)
}

parentPort?.on('message', (job: SolverJob) => {
  // A rejection nobody catches ends the thread with an error: see above.
  void solve(job).then((answer) => parentPort?.postMessage(answer, []))
})
