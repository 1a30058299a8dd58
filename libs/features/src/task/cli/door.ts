/** The worker's own step, rung by hand so that a demonstration need not wait for the queue. */
export { RecomputeTasks } from '../worker/recompute-tasks.job.js'
