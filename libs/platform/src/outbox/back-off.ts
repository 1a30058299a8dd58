const minute = 60
const hour = 60 * minute

/** Waits after the first, second … temporary refusal; the last one repeats. */
const steps = [minute, 5 * minute, 15 * minute, hour, 4 * hour, 12 * hour, 24 * hour] as const

/** Seconds until the next attempt. `attempt` counts from 0. */
export const retrySeconds = (attempt: number): number =>
  steps[Math.min(Math.max(attempt, 0), steps.length - 1)] ?? minute
