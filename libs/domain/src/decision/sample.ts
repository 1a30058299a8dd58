import { seededRandom, shuffled } from '../random.js'

/** More files than this are no set two people can answer for. */
export const largestSet = 200

/** A tenth of a set, at least five; all of it when there are fewer. */
export const sampleSize = (size: number): number => Math.min(size, Math.max(5, Math.ceil(size / 10)))

/** The part of a set the second person reads, sorted by id: the same for the same files and seed, in whatever order they came. */
export const drawSample = (ids: readonly string[], seed: string): string[] => drawBeside(ids, seed, [])

/**
 * The same where some were drawn before: of those whatever is still in the set stays, and as many more are drawn as a set of
 * this size takes. A drawing can be added to and never be got rid of.
 */
export function drawBeside(ids: readonly string[], seed: string, drawn: readonly string[]): string[] {
  const before = new Set(drawn)
  const kept = ids.filter((id) => before.has(id))
  const others = ids.filter((id) => !before.has(id)).toSorted()
  const missing = Math.max(0, sampleSize(ids.length) - kept.length)

  return [...kept, ...shuffled(others, seededRandom(seed)).slice(0, missing)].toSorted()
}
