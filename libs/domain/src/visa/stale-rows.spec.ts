import { describe, expect, it } from '@jest/globals'
import { addDays, isoDate } from '../calendar/iso-date.js'
import { type RuleSet, shippedRules } from './rule-set.js'
import { staleRows } from './stale-rows.js'

const checked = isoDate(shippedRules.version)
const longBefore = addDays(checked, -400)
const old = <T extends object>(row: T): T => ({ ...row, checkedOn: longBefore })

const oneOfEach: RuleSet = {
  ...shippedRules,
  constants: { ...shippedRules.constants, STAY: old(shippedRules.constants.STAY) },
  countries: shippedRules.countries.map((row) => (row.iso2 === 'KE' ? old(row) : row)),
  unrecognised: shippedRules.unrecognised.map((row) => (row.nationality === 'SO' ? old(row) : row)),
  airportTransit: shippedRules.airportTransit.map((row) => (row.nationality === 'ER' ? old(row) : row)),
}

describe('rules nobody has checked for long', () => {
  it.each([
    [179, false],
    [180, false],
    [181, true],
  ])('%i days after the check they are stale: %s', (days, isStale) => {
    expect(staleRows(shippedRules, addDays(checked, days)).length > 0).toBe(isStale)
  })

  it('are counted by the days one asks for', () => {
    expect(staleRows(shippedRules, addDays(checked, 30), 30)).toEqual([])
    expect(staleRows(shippedRules, addDays(checked, 31), 30)).not.toEqual([])
  })

  it('are named one by one, of every kind of row', () => {
    expect(staleRows(oneOfEach, checked).map(({ rule, checkedOn }) => [rule, checkedOn])).toEqual([
      ['STAY', longBefore],
      ['COUNTRY:KE', longBefore],
      ['UNRECOGNISED:SO', longBefore],
      ['AIRPORT_TRANSIT:ER', longBefore],
    ])
  })
})
