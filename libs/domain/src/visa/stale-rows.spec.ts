import { describe, expect, it } from '@jest/globals'
import { addDays, isoDate } from '../calendar/iso-date.js'
import { shippedRules } from './rule-set.js'
import { hasStaleRules } from './stale-rules.js'

describe('rules nobody has checked for long', () => {
  it('are stale from the day after 180 days', () => {
    const checked = isoDate(shippedRules.version)

    expect(hasStaleRules(shippedRules, addDays(checked, 180))).toBe(false)
    expect(hasStaleRules(shippedRules, addDays(checked, 181))).toBe(true)
  })
})
