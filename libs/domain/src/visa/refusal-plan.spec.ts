import { describe, expect, it } from '@jest/globals'
import { addDays, isoDate } from '../calendar/iso-date.js'
import { refusalPlan } from './refusal-plan.js'

const received = isoDate('2027-03-01')
const arrival = isoDate('2027-04-11')
const legal = isoDate('2027-03-27')
const plan = (code: number) => {
  const { next, owner, relodgeBy } = refusalPlan(code, received, arrival)

  return [next, owner, relodgeBy]
}

describe('plan after a refusal', () => {
  it.each([
    [1, 'desk_decides', 'travel_desk', null],
    [2, 'better_papers', 'travel_desk', legal],
    [3, 'better_papers', 'travel_desk', legal],
    [4, 'better_papers', 'travel_desk', legal],
    [5, 'recount_stays', 'travel_desk', null],
    [6, 'security_and_lawyer', 'security_officer', null],
    [7, 'security_and_lawyer', 'security_officer', null],
    [8, 'security_and_lawyer', 'security_officer', null],
    [9, 'security_and_lawyer', 'security_officer', null],
    [10, 'organisation_letter', 'travel_desk', legal],
    [11, 'organisation_letter', 'travel_desk', legal],
    [12, 'organisation_letter', 'travel_desk', legal],
    [13, 'organisation_letter', 'travel_desk', legal],
    [14, 'desk_decides', 'travel_desk', null],
    [15, 'desk_decides', 'travel_desk', null],
    [16, 'better_papers', 'travel_desk', legal],
    [17, 'desk_decides', 'travel_desk', null],
    [0, 'desk_decides', 'travel_desk', null],
    [18, 'desk_decides', 'travel_desk', null],
  ])('LET-14 for reason %i is %s', (code, next, owner, relodgeBy) => {
    expect(plan(code)).toEqual([next, owner, relodgeBy])
  })

  it('LET-14 lets appeal for 21 days from receipt, whenever it is looked at', () => {
    const { appealBy } = refusalPlan(2, received, arrival)
    const later = refusalPlan(2, received, arrival, addDays(received, 20))

    expect([appealBy, later.appealBy]).toEqual(['2027-03-22', '2027-03-22'])
  })

  it.each([
    [-1, legal],
    [0, legal],
    [1, null],
  ])('LET-14 offers lodging again %i days from the legal last day: %s', (days, relodgeBy) => {
    expect(refusalPlan(2, received, arrival, addDays(legal, days)).relodgeBy).toBe(relodgeBy)
    expect(refusalPlan(2, addDays(legal, days), arrival).relodgeBy).toBe(relodgeBy)
  })
})
