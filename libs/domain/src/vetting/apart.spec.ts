import { describe, expect, it } from '@jest/globals'
import { type ApartPair, mayShare } from './apart.js'

const pairs: readonly ApartPair[] = [
  ['amber', 'birch'],
  ['cedar', 'amber'],
]
const people = ['amber', 'birch', 'cedar', 'delta']

describe('people who are kept apart', () => {
  it('CON-5 are not joined, whichever is named first, and the answer says no more than that', () => {
    const joined = people.flatMap((a) => people.filter((b) => mayShare(pairs, a, b)).map((b) => `${a} ${b}`))

    expect(joined).toEqual([
      'amber amber',
      'amber delta',
      'birch birch',
      'birch cedar',
      'birch delta',
      'cedar birch',
      'cedar cedar',
      'cedar delta',
      'delta amber',
      'delta birch',
      'delta cedar',
      'delta delta',
    ])
  })

  it('are all others where no pair was entered', () => {
    expect(people.every((a) => people.every((b) => mayShare([], a, b)))).toBe(true)
  })
})
