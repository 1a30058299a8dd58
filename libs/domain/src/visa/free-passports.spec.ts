import { describe, expect, it } from '@jest/globals'
import { isoDate } from '../calendar/iso-date.js'
import type { CountryRow } from './facts/rows.js'
import { freePassports } from './free-passports.js'
import { shippedRules } from './rule-set.js'

const today = isoDate('2026-12-01')
const checkedOn = isoDate('2026-11-22')
const row = (iso2: string, status: CountryRow['status'], more: Partial<CountryRow> = {}): CountryRow => ({
  iso2,
  iso3: `${iso2}X`,
  name: iso2,
  status,
  source: 'x',
  checkedOn,
  ...more,
})

describe('passports that need no visa', () => {
  it('are listed by what they must be like, with the day of the oldest row', () => {
    const rows = [
      row('SE', 'host'),
      row('FI', 'free_movement'),
      row('BR', 'exempt', { checkedOn: isoDate('2026-11-01') }),
      row('GE', 'exempt_if_biometric'),
      row('HK', 'exempt_if_document'),
      row('KE', 'required', { checkedOn: isoDate('2025-01-01') }),
      row('EH', 'manual'),
      row('BM', 'territory'),
    ]

    expect(freePassports(rows, today)).toEqual({
      always: ['SE', 'FI', 'BR'],
      withChip: ['GE'],
      someDocuments: ['HK'],
      checkedOn: '2026-11-01',
    })
  })

  it('are listed only on the days their rule holds', () => {
    const rows = [
      row('AA', 'exempt', { validTo: isoDate('2026-11-30') }),
      row('BB', 'exempt', { validTo: today }),
      row('CC', 'exempt', { validFrom: today }),
      row('DD', 'exempt', { validFrom: isoDate('2026-12-02') }),
    ]

    expect(freePassports(rows, today).always).toEqual(['BB', 'CC'])
  })

  it('are those of the shipped rules', () => {
    const { always, withChip, someDocuments } = freePassports(shippedRules.countries, today)

    expect([always.length, withChip.length, someDocuments]).toEqual([82, 9, ['HK', 'MO', 'TW']])
    expect(['KE', 'RU', 'EH', 'AQ'].filter((code) => [...always, ...withChip].includes(code))).toEqual([])
  })
})
