import type { Solving } from '#domain/selection/solving.js'
import { Solver } from '#platform/solver/solver.js'

/** The house's solver. Patient: a test's machine may stand still for a while, and what is asked is proof, not speed. */
export const solver = new Solver()
export const solving: Solving = { solve: (job) => solver.solve(job), secondsPerTask: 600 }
