import { seededRandom, shuffled } from '../random.js'

/** More files than this are no set two people can answer for. */
export const largestSet = 200

/** A tenth of a set, at least five; all of it when there are fewer. */
export const sampleSize = (size: number): number => Math.min(size, Math.max(5, Math.ceil(size / 10)))

/** The part of a set the second person reads, sorted by id: the same for the same files and seed, in whatever order they came. */
export const drawSample = (ids: readonly string[], seed: string): string[] =>
  shuffled(ids.toSorted(), seededRandom(seed)).slice(0, sampleSize(ids.length)).toSorted()
