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
  let state = seed >>> 0
  const fraction = (): number => {
    state = (state + 0x9e3779b9) >>> 0
    let mixed = Math.imul(state ^ (state >>> 16), 0x21f0aaad)
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97)
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32
  }

  return {
    fraction,
    below: (end) => Math.floor(fraction() * end),
    normal: () => Math.sqrt(-2 * Math.log(1 - fraction())) * Math.cos(2 * Math.PI * fraction()),
  }
}
