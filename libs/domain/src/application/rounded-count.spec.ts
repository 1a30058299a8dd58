import { describe, expect, it } from '@jest/globals'
import { roundedCount } from './rounded-count.js'

describe('a count told to applicants', () => {
  it.each([
    [0, null],
    [4, null],
    [5, 10],
    [14, 10],
    [15, 20],
    [99, 100],
    [100, 100],
    [124, 100],
    [125, 150],
    [999, 1000],
    [1000, 1000],
    [1249, 1000],
    [2750, 3000],
    [3120, 3000],
  ])('of %d is %s', (count, told) => {
    expect(roundedCount(count)).toBe(told)
  })
})
