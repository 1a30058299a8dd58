import { describe, expect, it } from '@jest/globals'
import { addDays, isoDate } from '../calendar/iso-date.js'
import { type StickerNeed, stickerMismatches, type VisaSticker } from './sticker-check.js'

const need: StickerNeed = {
  arrival: isoDate('2027-04-11'),
  departure: isoDate('2027-04-16'),
  entries: 1,
  name: 'NGUGI AMINA',
  passportNumber: 'AK1234567',
}
const sticker: VisaSticker = {
  validFrom: need.arrival,
  validTo: need.departure,
  stayDays: 6,
  entries: 1,
  name: need.name,
  passportNumber: need.passportNumber,
}
const wrong = (change: Partial<VisaSticker>, of: Partial<StickerNeed> = {}) =>
  stickerMismatches({ ...sticker, ...change }, { ...need, ...of })

describe('check of the visa sticker', () => {
  it.each([
    ['begins the day before', { validFrom: addDays(need.arrival, -1) }, []],
    ['begins on arrival', { validFrom: need.arrival }, []],
    ['begins the day after', { validFrom: addDays(need.arrival, 1) }, ['validFrom']],
    ['ends the day before departure', { validTo: addDays(need.departure, -1) }, ['validTo']],
    ['ends on departure', { validTo: need.departure }, []],
    ['ends the day after', { validTo: addDays(need.departure, 1) }, []],
    ['allows a day too few', { stayDays: 5 }, ['stayDays']],
    ['allows just the days', { stayDays: 6 }, []],
    ['allows a day more', { stayDays: 7 }, []],
    ['has another name', { name: 'NGUGI AMINE' }, ['name']],
    ['has the name as the machine reads it', { name: 'Ngugi<<Amina<<<' }, []],
    ['has another number', { passportNumber: 'AK1234568' }, ['passportNumber']],
  ])('where it %s', (_, change, expected) => {
    expect(wrong(change)).toEqual(expected)
  })

  it.each([
    [1, 1, []],
    [1, 2, ['entries']],
    [2, 1, []],
    [2, 2, []],
    [2, 3, ['entries']],
    ['MULT', 3, []],
  ] as const)('of %s entries, with %i needed', (entries, needed, expected) => {
    expect(wrong({ entries }, { entries: needed })).toEqual(expected)
  })

  it('names everything that is wrong', () => {
    const nothing = {
      validFrom: need.departure,
      validTo: need.arrival,
      stayDays: 1,
      entries: 0,
      name: '',
      passportNumber: '',
    }

    expect(wrong(nothing)).toEqual(['validFrom', 'validTo', 'stayDays', 'entries', 'name', 'passportNumber'])
  })
})
