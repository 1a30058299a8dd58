/** One task for the solver: CPLEX LP text with variables x0, x1, …; `gap` is relative, 0 asks for proof. */
export interface SolverJob {
  readonly model: string
  readonly timeLimitSeconds: number
  readonly gap?: number
  readonly seed?: number
}

/** Values by variable, duals by row name; a variable that is not there is 0. */
export type SolverAnswer =
  | {
      readonly status: 'optimal' | 'time_limit'
      readonly objective: number
      readonly values: ReadonlyMap<string, number>
      readonly duals?: ReadonlyMap<string, number>
    }
  | { readonly status: 'infeasible' | 'unbounded' | 'nothing_found' }

/** Who solves, and how many seconds one task may take; a choice takes five to fifteen tasks, most of them tiny. */
export interface Solving {
  readonly solve: (job: SolverJob) => Promise<SolverAnswer>
  readonly secondsPerTask: number
}
