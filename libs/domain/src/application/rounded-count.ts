/** Steps by size: coarse enough that two numbers after each other do not tell who came or went. */
const steps = [
  { below: 100, step: 10 },
  { below: 1000, step: 50 },
  { below: Number.POSITIVE_INFINITY, step: 500 },
] as const

/** "About so many" for anything shared with applicants; null below five, where a number would point at people. */
export function roundedCount(count: number): number | null {
  if (count < 5) return null
  const step = steps.find(({ below }) => count < below)?.step ?? 500
  return Math.max(step, Math.round(count / step) * step)
}
