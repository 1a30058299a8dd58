import { describe, expect, it } from '@jest/globals'
import { type Itinerary, itineraryFlags, type Stop } from './itinerary-check.js'

const flags = (stops: readonly (readonly [country: string, minutes?: number])[], more: Partial<Itinerary> = {}) =>
  itineraryFlags({
    stops: stops.map(
      ([country, minutes]): Stop => (minutes === undefined ? { country } : { country, connectionMinutes: minutes }),
    ),
    entries: 1,
    unsafe: [],
    ...more,
  })

describe('the way to Sweden and home', () => {
  it('says nothing about a plain one', () => {
    expect(flags([['KE'], ['DE', 180], ['SE'], ['DE', 60], ['KE']])).toEqual([])
  })

  it.each([
    [1, ['ENTRIES_EXCEEDED']],
    [2, []],
    ['MULT', []],
    [null, []],
  ] as const)('counts two entries against %s', (entries, expected) => {
    expect(flags([['KE'], ['DE', 180], ['SE'], ['GE'], ['PL', 180], ['KE']], { entries })).toEqual(expected)
  })

  it.each([
    [119, ['TIGHT_CONNECTION']],
    [120, []],
    [121, []],
  ])('looks at the airport of entry: %i minutes', (minutes, expected) => {
    expect(flags([['KE'], ['DE', minutes], ['SE'], ['DE', 30], ['KE']])).toEqual(expected)
  })

  it('leaves a short change outside, or after the entry, alone', () => {
    expect(flags([['KE'], ['AE', 45], ['DE', 180], ['DK', 50], ['SE'], ['KE']])).toEqual([])
  })

  it.each(['GB', 'IE'])('asks for the own transit rules of %s where planes are changed', (hub) => {
    expect(flags([['NG'], [hub, 200], ['SE'], ['NG']])).toEqual([`HUB_TRANSIT_CHECK:${hub}`])
    expect(flags([['NG'], [hub], ['SE'], ['NG']])).toEqual([])
  })

  it('names each unsafe hub once, sorted with the rest', () => {
    const way = [['NG'], ['TR', 90], ['GB', 90], ['SE'], ['TR', 90], ['NG']] as const

    expect(flags(way, { unsafe: ['TR', 'GB', 'RU'] })).toEqual([
      'HUB_TRANSIT_CHECK:GB',
      'HUB_UNSAFE:GB',
      'HUB_UNSAFE:TR',
    ])
  })
})
