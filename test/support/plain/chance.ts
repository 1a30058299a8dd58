import { seededRandom } from '#domain/random.js'

/** Seeded numbers for synthetic data: the same seed gives the same row of them. */
export interface Chance {
  /** From 0 up to, not including, 1. */
  readonly fraction: () => number
  /** A whole number from 0 up to, not including, `end`. */
  readonly below: (end: number) => number
  /** Mean 0, deviation 1. */
  readonly normal: () => number
}

export function chance(seed: number): Chance {
  const fraction = seededRandom(seed)

  return {
    fraction,
    below: (end) => Math.floor(fraction() * end),
    normal: () => Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction()),
  }
}
