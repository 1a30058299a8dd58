import { describe, expect, it } from '@jest/globals'
import { isoDate } from '../calendar/iso-date.js'
import { dueNotices } from './notices.js'

// Released on 1 March with seven days.
const lastDay = isoDate('2027-03-08')
const at = (day: string) => dueNotices({ lastDay, runs: true, isExpress: false }, isoDate(day))

describe('notices of an unanswered invitation', () => {
  it('STA-12 falls on day 3, day 6 and day 7, and not a day earlier', () => {
    expect(at('2027-03-03')).toEqual([])
    expect(at('2027-03-04')).toEqual(['d3'])
    expect(at('2027-03-06')).toEqual(['d3'])
    expect(at('2027-03-07')).toEqual(['d3', 'd6'])
    expect(at('2027-03-08')).toEqual(['d3', 'd6', 'd7'])
  })

  it('leaves an express answer one reminder, and the coordinator on its last day', () => {
    const express = (day: string) => dueNotices({ lastDay, runs: true, isExpress: true }, isoDate(day))

    expect(express('2027-03-07')).toEqual([])
    expect(express('2027-03-08')).toEqual(['d6'])
    expect(express('2027-03-09')).toEqual(['d6', 'd7'])
  })

  it('STA-18 says nothing while the clock stands', () => {
    expect(dueNotices({ lastDay, runs: false, isExpress: false }, isoDate('2027-03-09'))).toEqual([])
  })
})
