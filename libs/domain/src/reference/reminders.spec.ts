import { describe, expect, it } from '@jest/globals'
import { isoDate } from '../calendar/iso-date.js'
import { dueReminders } from './reminders.js'

const on = (today: string, days: readonly number[] = [3, 7, 12]) =>
  dueReminders(isoDate('2027-02-26'), days, isoDate(today))

describe('reminders of a referee', () => {
  it.each([
    ['2027-02-28', []],
    ['2027-03-01', [3]],
    ['2027-03-04', [3]],
    ['2027-03-05', [3, 7]],
    ['2027-03-09', [3, 7]],
    ['2027-03-10', [3, 7, 12]],
    ['2027-03-11', [3, 7, 12]],
  ])('asked on 26 February, on %s: %j', (today, due) => {
    expect(on(today)).toEqual(due)
  })

  it('stand in the order of the days, however the setting lists them, and are none where it lists none', () => {
    expect(on('2027-03-31', [12, 3])).toEqual([3, 12])
    expect(on('2027-03-31', [])).toEqual([])
  })
})
