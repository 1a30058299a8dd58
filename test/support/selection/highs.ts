import { createRequire } from 'node:module'
import type highsPackage from 'highs'
import type { SolverAnswer, SolverJob, Solving } from '#domain/selection/solver.js'

const load = createRequire(import.meta.url)('highs') as (typeof highsPackage)['default']
const highs = await load()

const named = (list: readonly { readonly Name?: string; readonly Dual?: number }[]): Map<string, number> =>
  new Map(list.flatMap(({ Name, Dual }) => (Name === undefined || Dual === undefined ? [] : [[Name, Dual] as const])))

/** The real solver, in the test's own thread. */
export async function solveHere({ model, timeLimitSeconds, gap, seed }: SolverJob): Promise<SolverAnswer> {
  const found = highs.solve(model, {
    output_flag: false,
    time_limit: timeLimitSeconds,
    mip_rel_gap: gap ?? 1e-4,
    random_seed: seed ?? 0,
  })
  const { Status } = found
  if (Status === 'Infeasible' || Status === 'Primal infeasible or unbounded') return { status: 'infeasible' }
  if (Status === 'Unbounded') return { status: 'unbounded' }
  const columns = Object.entries(found.Columns)
  const values = new Map(columns.map(([name, column]) => [name, 'Primal' in column ? column.Primal : Number.NaN]))
  const isOptimal = Status === 'Optimal' || Status === 'Empty'
  if (!isOptimal && (Status !== 'Time limit reached' || [...values.values()].some(Number.isNaN))) {
    return { status: 'nothing_found' }
  }
  return {
    status: isOptimal ? 'optimal' : 'time_limit',
    objective: found.ObjectiveValue,
    values,
    duals: named(found.Rows as { Name?: string; Dual?: number }[]),
  }
}

/** Patient: a test's machine may stand still for a while, and what is asked here is proof, not speed. */
export const solving: Solving = { solve: solveHere, secondsPerTask: 600 }
