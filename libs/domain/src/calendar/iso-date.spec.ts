import { describe, expect, it } from '@jest/globals'
import {
  addDays,
  addMonths,
  addWorkingDays,
  daysBetween,
  earliest,
  isIsoDate,
  isoDate,
  latest,
  weekday,
} from './iso-date.js'

const isLeap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lastDays = (year: number) => [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const two = (value: number) => String(value).padStart(2, '0')

/** Every day of the years, written by counting. */
const counted = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index).flatMap((year) =>
    lastDays(year).flatMap((days, month) =>
      Array.from({ length: days }, (_, day) => `${year}-${two(month + 1)}-${two(day + 1)}`),
    ),
  )

describe('calendar dates', () => {
  it('LET-8 follow each other through leap years, full and common centuries', () => {
    const days = counted(1896, 2105)
    const start = isoDate('1896-01-01')

    expect(days.filter((day, index) => addDays(start, index) !== day)).toEqual([])
    expect(days.filter((day, index) => daysBetween(start, isoDate(day)) !== index)).toEqual([])
    expect(days.at(-1)).toBe('2105-12-31')
  })

  it('LET-8 go round the week; 11 April 2027 is a Sunday', () => {
    const week = Array.from({ length: 8 }, (_, index) => weekday(addDays(isoDate('2027-04-11'), index)))

    expect(week).toEqual([7, 1, 2, 3, 4, 5, 6, 7])
  })

  it.each([
    ['2026-08-31', -6, '2026-02-28'],
    ['2027-11-30', 3, '2028-02-29'],
    ['2027-11-29', 3, '2028-02-29'],
    ['2027-11-28', 3, '2028-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2028-02-29', 12, '2029-02-28'],
    ['2028-02-29', 48, '2032-02-29'],
    ['2028-02-29', -12, '2027-02-28'],
    ['2027-01-31', 1, '2027-02-28'],
    ['2027-01-31', 13, '2028-02-29'],
    ['2027-12-31', 1, '2028-01-31'],
    ['2027-01-01', -1, '2026-12-01'],
    ['2027-03-31', 0, '2027-03-31'],
  ])('LET-8 %s and %i months make %s', (day, months, expected) => {
    expect(addMonths(isoDate(day), months)).toBe(expected)
  })

  it('LET-8 keep their day number in every month that has it, and clamp in every other', () => {
    const wrong = counted(2027, 2028).flatMap((day) => {
      const [year = 0, month = 0, number = 0] = day.split('-').map(Number)

      return Array.from({ length: 24 }, (_, index) => {
        const ahead = month + index
        const target = year + Math.floor(ahead / 12)
        const last = lastDays(target)[ahead % 12] ?? 0
        const expected = `${target}-${two((ahead % 12) + 1)}-${two(Math.min(number, last))}`

        return addMonths(isoDate(day), index + 1) === expected ? null : expected
      }).filter((expected) => expected !== null)
    })

    expect(wrong).toEqual([])
  })

  it.each(['2027-02-29', '2100-02-29', '2027-04-31', '2027-13-01', '2027-00-10', '2027-01-00', '0000-01-01'])(
    'do not take %s, which is no day',
    (text) => {
      expect(isIsoDate(text)).toBe(false)
      expect(() => isoDate(text)).toThrow(new RangeError('not_a_date'))
    },
  )

  it.each(['', '2027-1-1', '20270101', '2027-01-01T00:00', ' 2027-01-01', null, undefined, 20_270_101])(
    'do not take %p, which is not so written',
    (text) => {
      expect(isIsoDate(text)).toBe(false)
    },
  )

  it('end with the year 9999 and begin with the year 1', () => {
    expect(() => addDays(isoDate('9999-12-31'), 1)).toThrow(new RangeError('date_out_of_range'))
    expect(() => addMonths(isoDate('0001-01-31'), -1)).toThrow(new RangeError('date_out_of_range'))
  })

  it.each([
    ['2027-04-09', 0, '2027-04-09'],
    ['2027-04-09', 1, '2027-04-12'],
    ['2027-04-10', 1, '2027-04-12'],
    ['2027-04-11', 1, '2027-04-12'],
    ['2027-04-12', 1, '2027-04-13'],
    ['2027-04-08', 3, '2027-04-13'],
    ['2027-04-12', 10, '2027-04-26'],
  ])('from %s, %i working days on, are at %s', (day, count, expected) => {
    expect(addWorkingDays(isoDate(day), count)).toBe(expected)
  })

  it('have a first and a last one, where there is any', () => {
    const days = [isoDate('2027-04-11'), null, isoDate('2026-12-31'), undefined]

    expect([earliest(days), latest(days)]).toEqual(['2026-12-31', '2027-04-11'])
    expect([earliest([null]), latest([])]).toEqual([null, null])
  })
})
