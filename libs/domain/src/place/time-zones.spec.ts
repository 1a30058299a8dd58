import { describe, expect, it } from '@jest/globals'
import { countriesWithClocks, onlyZoneOf, zonesOf } from './time-zones.js'

describe('clocks of countries', () => {
  it('has a zone for each of 250 countries', () => {
    expect(countriesWithClocks).toHaveLength(250)
    expect(countriesWithClocks.filter((country) => zonesOf(country).length === 0)).toEqual([])
  })

  it('names zones the runtime knows', () => {
    for (const zone of countriesWithClocks.flatMap(zonesOf)) {
      expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow()
    }
  })

  it('asks only where clocks differ', () => {
    expect(onlyZoneOf('AR')).toBe('America/Argentina/Buenos_Aires')
    expect(onlyZoneOf('XK')).toBe('Europe/Belgrade')
    expect(onlyZoneOf('US')).toBeNull()
    expect(onlyZoneOf('ZZ')).toBeNull()
  })
})
