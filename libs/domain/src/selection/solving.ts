import type { Solve } from '../solver.js'

/** Who solves, and how many seconds one task may take; a choice takes five to fifteen tasks, most of them tiny. */
export interface Solving {
  readonly solve: Solve
  readonly secondsPerTask: number
}
