import { describe, expect, it } from '@jest/globals'
import { assessed, plainVisaInput } from '#test/support/plain/visa-input.js'
import { addDays, type IsoDate, isoDate, weekday } from '../calendar/iso-date.js'

const { arrival, departure } = plainVisaInput
const lodge = isoDate('2027-01-20')
/** A birthday so many days from the planned lodging day: −1 = yesterday. */
const turning = (years: number, days: number): IsoDate => {
  const [, ...monthAndDay] = addDays(lodge, days).split('-')

  return isoDate([2027 - years, ...monthAndDay].join('-'))
}

describe('LET-9 bounds of the passport', () => {
  it.each([
    [-1, false],
    [0, true],
    [1, true],
  ])('ends %i days from departure + 3 months: %s', (days, isFine) => {
    const { passport, flags } = assessed({ passport_expiry: addDays(isoDate('2027-07-16'), days) })

    expect([passport.min_expiry, passport.expiry_ok]).toEqual(['2027-07-16', isFine])
    expect(flags).toEqual(isFine ? [] : ['PASSPORT_EXPIRY'])
  })

  it.each([
    [-1, false],
    [0, true],
    [1, true],
  ])('ends %i days from the departure of an EU citizen: %s', (days, isFine) => {
    const { passport } = assessed({ nationality: 'PL', passport_expiry: addDays(departure, days) })

    expect([passport.min_expiry, passport.expiry_ok]).toEqual([departure, isFine])
  })

  it.each([
    [-1, false],
    [0, true],
    [1, true],
  ])('becomes ten years old %i days from arrival: %s', (days, isFine) => {
    const { passport, flags } = assessed({ passport_issue: addDays(isoDate('2017-04-11'), days) })

    expect(passport.age_ok).toBe(isFine)
    expect(flags).toEqual(isFine ? [] : ['PASSPORT_OLDER_THAN_10_YEARS'])
  })

  it.each([
    ['2022-02-28', true],
    ['2022-03-01', false],
  ])('issued on a 29 February, arriving on %s ten years on: %s', (day, isFine) => {
    const { passport } = assessed({ passport_issue: isoDate('2012-02-29'), arrival: isoDate(day) })

    expect(passport.age_ok).toBe(isFine)
  })

  it.each([
    [1, false],
    [2, true],
    [3, true],
  ])('has %i blank pages: %s', (pages, isFine) => {
    expect(assessed({ blank_pages: pages }).passport.pages_ok).toBe(isFine)
  })
})

describe('LET-9 bounds of lodging', () => {
  it.each([
    ['2026-10-10', 'too_early'],
    ['2026-10-11', 'open'],
    ['2026-10-12', 'open'],
    ['2027-02-09', 'open'],
    ['2027-02-10', 'open'],
    ['2027-02-11', 'at_risk'],
    ['2027-03-26', 'at_risk'],
    ['2027-03-27', 'at_risk'],
    ['2027-03-28', 'too_late'],
  ])('on %s is %s', (today, timeline) => {
    const { flags, ...found } = assessed({ today: isoDate(today) })

    expect(found.timeline).toBe(timeline)
    expect(flags).toEqual(timeline === 'open' ? [] : [`TIMELINE_${timeline.toUpperCase()}`])
  })

  it('the safe day is 60 days before arrival, and the Friday before where that is a weekend', () => {
    const arrivals = Array.from({ length: 7 }, (_, index) => addDays(isoDate('2027-04-05'), index))
    const safe = arrivals.map((day) => assessed({ arrival: day }).latest_lodge_safe ?? day)

    expect(arrivals.map((day) => weekday(addDays(day, -60)))).toEqual([4, 5, 6, 7, 1, 2, 3])
    expect(safe).toEqual([
      '2027-02-04',
      '2027-02-05',
      '2027-02-05',
      '2027-02-05',
      '2027-02-08',
      '2027-02-09',
      '2027-02-10',
    ])
  })

  it.each([
    ['the lodging day', -1, 'collect'],
    ['the lodging day', 0, 'collect'],
    ['the lodging day', 1, 'reuse'],
  ])('59 months of fingerprints end on %s %i: %s', (_, days, expected) => {
    const taken = isoDate('2022-02-20')

    expect(assessed({ last_fingerprints: addDays(taken, days), planned_lodge: lodge }).fingerprints).toBe(expected)
  })

  it.each([
    [6, 1, 0, 'exempt_under_12'],
    [6, 0, 45, 'exempt_under_12'],
    [6, -1, 45, 'exempt_under_12'],
    [12, 1, 45, 'exempt_under_12'],
    [12, 0, 90, 'collect'],
    [12, -1, 90, 'collect'],
  ])('turning %i %i days from lodging costs %i and fingerprints are: %s', (years, days, fee, fingerprints) => {
    const found = assessed({ birth: turning(years, days), planned_lodge: lodge })

    expect([found.fee_eur, found.fingerprints]).toEqual([fee, fingerprints])
  })

  it.each([
    [1, 0],
    [0, 90],
    [-1, 90],
  ])('an NGO representative who turns 26 %i days from lodging pays %i', (days, fee) => {
    const birth = turning(26, days)

    expect(assessed({ birth, planned_lodge: lodge, ngo_representative: true }).fee_eur).toBe(fee)
    expect(assessed({ birth, planned_lodge: lodge }).fee_eur).toBe(90)
  })

  it.each([
    [1, ['MINOR_CONSENT']],
    [0, []],
    [-1, []],
  ])('turning 18 %i days from lodging flags %p', (days, flags) => {
    expect(assessed({ birth: turning(18, days), planned_lodge: lodge }).flags).toEqual(flags)
  })
})

describe('LET-9 bounds of 90 days in any 180', () => {
  /** So many days in Schengen up to two weeks before; six more are to come. */
  const past = (days: number): readonly [IsoDate, IsoDate] => [
    addDays(isoDate('2027-03-28'), 1 - days),
    isoDate('2027-03-28'),
  ]

  it.each([
    [83, 89, true],
    [84, 90, true],
    [85, 91, false],
  ])('%i days before make %i in all: %s', (days, used, isFine) => {
    const { ninety_180: stay, flags } = assessed({ stays: [past(days)] })

    expect(stay).toEqual({ stay_days: 6, max_used: used, ok: isFine })
    expect(flags).toEqual(isFine ? [] : ['OVERSTAY_90_180'])
  })

  it.each([
    [-1, 6],
    [0, 6],
    [1, 7],
  ])('a day %i days from the window of the last day makes %i', (days, used) => {
    // The window of the day of departure begins 179 days before it; by then the five days before count too.
    const day = addDays(departure, days - 180)

    expect(assessed({ stays: [[day, day]] }).ninety_180?.max_used).toBe(used)
  })

  it('counts a day of two stays once, and a day of this trip once', () => {
    const [first, last] = past(10)
    const stays = [
      [first, last],
      [last, last],
      [arrival, departure],
    ] as const

    expect(assessed({ stays }).ninety_180?.max_used).toBe(16)
  })
})
