import { describe, expect, it } from '@jest/globals'
import { isoDate } from '../calendar/iso-date.js'
import { closedGate, lastDayOfLine, type WaitlistSettings } from './gates.js'
import { feasibleOn, lastDaysWithoutVisa, lastDaysWithVisa } from './last-days.js'
import { lastDaysNeedingVisa } from './visa-lead.js'

const arrivalOn = isoDate('2027-04-11')
const departureOn = isoDate('2027-04-16')

describe('the time an alternate needs', () => {
  const withVisa = lastDaysWithVisa(arrivalOn, isoDate('2027-02-10'), 14)

  it.each([
    ['2027-01-05', 'yes'],
    ['2027-01-06', 'yes'],
    ['2027-01-07', 'express'],
    ['2027-01-19', 'express'],
    ['2027-01-20', 'express'],
    ['2027-01-21', 'no'],
  ])('WAIT-9 with a visa, 14 lead days and the safe day 10 February: %s %s', (day, feasible) => {
    expect(feasibleOn(withVisa, isoDate(day))).toBe(feasible)
  })

  it.each([
    ['2027-03-20', 'yes'],
    ['2027-03-21', 'yes'],
    ['2027-03-22', 'no'],
  ])('without a visa ends when rooms are fixed: %s %s', (day, feasible) => {
    expect(feasibleOn(lastDaysWithoutVisa(arrivalOn), isoDate(day))).toBe(feasible)
  })

  it('takes the safe day from the visa rules as they stand', () => {
    expect(lastDaysNeedingVisa(arrivalOn, isoDate('2026-11-26'))).toEqual(withVisa)
  })

  it('is unknown where nothing is known, and never outlasts the fixing of rooms', () => {
    expect(feasibleOn(null, arrivalOn)).toBe('unknown')
    expect(lastDaysWithVisa(arrivalOn, arrivalOn, 0)).toEqual({ normalUntil: '2027-03-21', expressUntil: '2027-03-21' })
  })
})

describe('what shuts the waitlist', () => {
  const settings: WaitlistSettings = { isOpen: true, autoPromote: true, stopOn: null, arrivalOn, departureOn }
  const gate = (day: string, change: Partial<WaitlistSettings> = {}, by: 'person' | 'clock' = 'clock') =>
    closedGate({ ...settings, ...change }, isoDate(day), by)

  it('WAIT-4 is the setting, the switch, the last day of the line, or the end of the event', () => {
    const off = { autoPromote: false }

    expect([gate('2027-01-01'), gate('2027-01-01', off), gate('2027-01-01', off, 'person')]).toEqual([
      null,
      'auto_promote_off',
      null,
    ])
    expect(gate('2027-01-01', { isOpen: false, autoPromote: false })).toBe('waitlist_closed')
    expect([gate('2027-03-21'), gate('2027-03-22')]).toEqual([null, 'waitlist_stopped'])
    expect([gate('2027-04-16', { isOpen: false }), gate('2027-04-17')]).toEqual(['waitlist_closed', 'event_past'])
  })

  it('stops on an earlier day that was set, and on no later one', () => {
    const day = isoDate('2027-02-01')

    expect([gate('2027-02-01', { stopOn: day }), gate('2027-02-02', { stopOn: day })]).toEqual([
      null,
      'waitlist_stopped',
    ])
    expect(lastDayOfLine({ stopOn: isoDate('2027-04-01'), arrivalOn })).toBe('2027-03-21')
  })
})
