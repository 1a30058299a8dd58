import { describe, expect, it } from '@jest/globals'
import { Dice } from '../fuzz/dice.js'
import { median, rankTest } from './rank.js'

const drawn = (dice: Dice, count: number, shift = 0) => Array.from({ length: count }, () => dice.next() + shift)

describe('the median', () => {
  it.each([
    [[3], 3],
    [[4, 1], 2.5],
    [[9, 1, 5], 5],
    [[1, 100, 2, 3], 2.5],
  ])('of %j is %d', (values, middle) => {
    expect(median(values)).toBe(middle)
  })
})

describe('the rank test', () => {
  // Figures of scipy.stats.mannwhitneyu(a, b, method='asymptotic').
  it('gives the figures of a known reference', () => {
    const a = [0.8, 0.83, 1.89, 1.04, 1.45, 1.38, 1.91, 1.64, 0.73, 1.46]
    const b = [1.15, 0.88, 0.9, 0.74, 1.21]

    expect(rankTest(a, b)).toBeCloseTo(0.244624, 5)
    expect(rankTest([1, 2, 2, 3], [2, 3, 4, 4])).toBeCloseTo(0.134169, 5)
  })

  it('is symmetric, and 1 where there is nothing to tell apart', () => {
    const dice = new Dice(5)
    const [a, b] = [drawn(dice, 60), drawn(dice, 60, 0.1)]

    expect(rankTest(a, b)).toBeCloseTo(rankTest(b, a), 12)
    expect(rankTest([1, 1, 1], [1, 1])).toBe(1)
  })

  it('sees a shift of a twentieth in 2,000 values and cries wolf once in a hundred', () => {
    const dice = new Dice(11)
    const alarms = Array.from({ length: 400 }, () => rankTest(drawn(dice, 100), drawn(dice, 100))).filter(
      (p) => p < 0.01,
    )

    expect(rankTest(drawn(dice, 2000), drawn(dice, 2000, 0.05))).toBeLessThan(0.0001)
    expect(alarms.length).toBeLessThan(12)
  })
})
