import { describe, expect, it } from '@jest/globals'
import { dateFromParts, isIsoDate, isPartialDate } from './dates.js'

describe('a date in three boxes', () => {
  it.each([
    ['2', '3', '1980', '1980-03-02'],
    ['02', 'March', '1980', '1980-03-02'],
    ['2', 'mar', '1980', '1980-03-02'],
    ['2', 'Sept', '1980', '1980-09-02'],
    ['٢', '٣', '١٩٨٠', '1980-03-02'],
    ['۲', 'مارس', '۱۹۸۰', '1980-03-02'],
    ['2', 'آذار', '1980', '1980-03-02'],
    ['2', 'كانون الثاني', '1980', '1980-01-02'],
    ['2', 'أبريل', '1980', '1980-04-02'],
    ['2', 'мая', '1980', '1980-05-02'],
    ['2', 'апр', '1980', '1980-04-02'],
    ['2', 'août', '1980', '1980-08-02'],
    ['2', 'juil', '1980', '1980-07-02'],
    ['2', 'ژوئیه', '1980', '1980-07-02'],
    ['2', 'فبروري', '1980', '1980-02-02'],
    ['', '3', '1980', '1980-03'],
    ['', '', '1980', '1980'],
  ])('reads %s %s %s', (day, month, year, iso) => {
    expect(dateFromParts({ day, month, year })).toBe(iso)
  })

  it('is absent when all boxes are empty', () => {
    expect(dateFromParts({ day: ' ', month: '', year: '' })).toBeUndefined()
  })

  it.each([
    ['31', '2', '2027'],
    ['2', 'Smarch', '2027'],
    ['2', '13', '2027'],
    ['2', '', '2027'],
    ['2', '3', '27'],
    ['x', '3', '2027'],
    ['2', 'jui', '2027'],
  ])('keeps %s %s %s as typed', (day, month, year) => {
    expect(dateFromParts({ day, month, year })).toEqual({ day, month, year })
  })

  it('knows a full day from a part of one', () => {
    expect([isIsoDate('2028-02-29'), isIsoDate('2027-02-29'), isIsoDate('2027-02'), isIsoDate(5)]).toEqual([
      true,
      false,
      false,
      false,
    ])
    expect([isPartialDate('1980'), isPartialDate('1980-13'), isPartialDate('1880')]).toEqual([true, false, false])
  })
})
