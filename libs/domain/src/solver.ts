/** One model in CPLEX LP text. Numbers only, names are x0, x1 … : no ids of persons reach the solver. */
export interface SolverJob {
  readonly model: string
  readonly timeLimitSeconds: number
  /** How far from the best answer a whole-number search may stop, as a share of its objective; 0.0001 when absent. */
  readonly gap?: number
  /** Whole, 0 to 2³¹ − 1: steers the solver's own random choices; 0 when absent. */
  readonly seed?: number
}

/**
 * `time_limit` carries the best found so far, `nothing_found` is a time limit without even that. `duals` come with the
 * optimum of a model without whole-number columns: by row name, how much the objective grows when the row's right side
 * grows by one.
 */
export type SolverAnswer =
  | {
      readonly status: 'optimal' | 'time_limit'
      readonly objective: number
      readonly values: ReadonlyMap<string, number>
      readonly duals?: ReadonlyMap<string, number>
    }
  | { readonly status: 'infeasible' | 'unbounded' | 'nothing_found' }

/** Who solves: passed in, since the rules know no machine. */
export type Solve = (job: SolverJob) => Promise<SolverAnswer>
