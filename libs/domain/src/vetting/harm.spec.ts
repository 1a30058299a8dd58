import { describe, expect, it } from '@jest/globals'
import { harmVerdicts, isHarmJudged } from './harm.js'

describe('the do-no-harm gate', () => {
  it.each(harmVerdicts)('is passed by four items that were judged, whatever came of it: %s', (verdict) => {
    expect(isHarmJudged(['safe', 'safe', 'not_safe', verdict])).toBe(verdict !== 'open')
  })

  it.each([0, 1, 3])('is not passed while only %d items are there', (count) => {
    expect(isHarmJudged(Array.from({ length: count }, () => 'safe'))).toBe(false)
  })
})
