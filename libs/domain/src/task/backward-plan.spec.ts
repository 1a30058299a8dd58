import { describe, expect, it } from '@jest/globals'
import { dueTask, plainTaskFacts } from '#test/support/plain/task-facts.js'
import { assessed, plainVisaInput } from '#test/support/plain/visa-input.js'
import { weekday } from '../calendar/iso-date.js'

describe('the worked backward plan: arrival 11 April 2027, departure 16 April', () => {
  const found = assessed({})

  it('LET-9 has its three lodging days, the safe one a Wednesday', () => {
    expect([plainVisaInput.arrival, plainVisaInput.departure]).toEqual(['2027-04-11', '2027-04-16'])
    expect([found.earliest_lodge, found.latest_lodge_safe, found.latest_lodge_legal]).toEqual([
      '2026-10-11',
      '2027-02-10',
      '2027-03-27',
    ])
    expect(found.latest_lodge_safe && weekday(found.latest_lodge_safe)).toBe(3)
  })

  it('LET-9 wants passports to 16 July', () => {
    expect(found.passport.min_expiry).toBe('2027-07-16')
  })

  it('TRV-2 freezes the rooming on 21 March', () => {
    expect(dueTask(plainTaskFacts, 'T16')?.dueOn).toBe('2027-03-21')
  })

  it('TRV-2 has the invited answer in time for the safe day', () => {
    expect(dueTask(plainTaskFacts, 'T01')?.dueOn).toBe('2026-11-27')
    expect(dueTask(plainTaskFacts, 'T02')?.dueOn).toBe('2026-11-27')
  })
})
