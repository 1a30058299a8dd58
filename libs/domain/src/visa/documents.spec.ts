import { describe, expect, it } from '@jest/globals'
import { dueTask, knownTask, plainTaskFacts } from '#test/support/plain/task-facts.js'
import { assessed, plainVisaInput } from '#test/support/plain/visa-input.js'
import { addDays, isoDate } from '../calendar/iso-date.js'
import { dueReminders } from '../task/reminders.js'
import { countryOf, isSchengenState, shippedRules } from './rule-set.js'
import type { SchengenVisa, VisaInput } from './visa-input.js'

const { arrival, departure } = plainVisaInput
const pathOf = (change: Partial<VisaInput>) => {
  const { visa, basis, flags } = assessed(change)

  return [visa, basis, flags]
}

describe('LET-11 residence permits', () => {
  const states = shippedRules.countries.map(({ iso2 }) => iso2)
  const permitOf = (state: string) => assessed({ schengen_residence_permit: { state, valid_to: null } }).basis

  it('count when a Schengen state gave them, Bulgaria and Romania too, and no other', () => {
    const counting = states.filter((state) => permitOf(state) === 'SCHENGEN_RESIDENCE_PERMIT')

    expect(counting.join(' ')).toBe(
      'AT BE BG CH CZ DE DK EE ES FI FR GR HR HU IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK',
    )
  })

  it('of any other state leave a person exactly where the passport does', () => {
    const plain = assessed({})
    const others = states.filter((state) => !isSchengenState(shippedRules, state))
    const changed = others.filter((state) => {
      const found = assessed({ schengen_residence_permit: { state, valid_to: departure } })

      return JSON.stringify(found) !== JSON.stringify(plain)
    })

    expect(others).toContain('IE')
    expect(changed).toEqual([])
  })

  it.each([
    [-1, 'manual', 'PERMIT_EXPIRES_BEFORE_DEPARTURE', ['PERMIT_EXPIRES_BEFORE_DEPARTURE']],
    [0, 'not_required', 'SCHENGEN_RESIDENCE_PERMIT', []],
    [1, 'not_required', 'SCHENGEN_RESIDENCE_PERMIT', []],
  ])('that end %i days from departure are %s', (days, visa, basis, flags) => {
    const permit = { state: 'DE', valid_to: addDays(departure, days) }

    expect(pathOf({ schengen_residence_permit: permit })).toEqual([visa, basis, flags])
  })

  it('that end too early are for a person even beside a good visa or an exempt passport', () => {
    const permit = { state: 'DE', valid_to: addDays(departure, -1) }
    const visa = { valid_from: arrival, valid_to: departure, entries_left: 1 }

    expect(assessed({ schengen_residence_permit: permit, schengen_visa: visa }).visa).toBe('manual')
    expect(assessed({ schengen_residence_permit: permit, nationality: 'BR' }).visa).toBe('manual')
  })
})

describe('LET-12 documents', () => {
  it.each([
    ['none_yet', ['PASSPORT_MISSING']],
    ['other_travel_document', []],
  ] as const)('%s is for a person to decide', (document, flags) => {
    expect(pathOf({ document })).toEqual(['manual', 'NO_RULE', flags])
    expect(pathOf({ document, nationality: 'BR' })).toEqual(['manual', 'NO_RULE', flags])
  })

  it('none yet has nothing to test', () => {
    expect(assessed({ document: 'none_yet' }).passport).toEqual({
      min_expiry: '2027-07-16',
      expiry_ok: null,
      age_ok: null,
      pages_ok: null,
    })
  })

  it('none yet finishes the travel form: T03 opens for the desk, and its reminders stop', () => {
    const form = knownTask('T02', 'open', { openedOn: isoDate('2026-11-22'), dueOn: isoDate('2026-11-27') })
    const asked = { ...plainTaskFacts, tasks: [form] }
    const answered = { ...plainTaskFacts, tasks: [knownTask('T02', 'done')] }

    expect(dueReminders(asked).map(({ schedule }) => schedule)).toEqual(['d3', 'd5'])
    expect(dueReminders(answered)).toEqual([])
    expect(dueTask(answered, 'T03')).toMatchObject({ owner: 'travel_desk', state: 'open' })
  })

  it('of a British refugee is no British passport', () => {
    expect(pathOf({ nationality: 'GB' })).toEqual(['not_required', 'EXEMPT_NATIONALITY', []])
    for (const document of ['refugee_1951', 'stateless_1954'] as const) {
      const held = { document, document_issuer: 'GB', nationality: 'IR' }

      expect(pathOf(held)).toEqual(['manual', 'REFUGEE_OR_STATELESS_ANNEX_II', []])
      expect(pathOf({ ...held, nationality: 'GB' })).toEqual(['manual', 'REFUGEE_OR_STATELESS_ANNEX_II', []])
    }
  })

  it.each([
    ['hk_sar', 'CN', 'EXEMPT_DOCUMENT', 'not_required'],
    ['mo_sar', 'CN', 'EXEMPT_DOCUMENT', 'not_required'],
    ['bno', 'CN', 'EXEMPT_DOCUMENT', 'not_required'],
    ['ordinary', 'CN', 'ANNEX_I', 'required'],
  ] as const)('%s with the machine code of %s: %s', (document, nationality, basis, visa) => {
    expect(pathOf({ document, nationality })).toEqual([visa, basis, []])
  })

  it.each([
    ['NR', 'required', { visa: 'required', basis: 'ANNEX_I' }],
    ['PS', 'required', { visa: 'required', basis: 'ANNEX_I' }],
    ['TW', 'exempt_if_document', { visa: 'required', basis: 'NO_ID_NUMBER' }],
    ['XK', 'exempt_if_biometric', { visa: 'not_required', basis: 'EXEMPT_BIOMETRIC' }],
  ])('%s has a row of its own: %s', (nationality, status, expected) => {
    expect(countryOf(shippedRules, nationality)?.status).toBe(status)
    expect(assessed({ nationality })).toMatchObject(expected)
  })
})

describe('LET-13 Schengen visas already held', () => {
  const held: SchengenVisa = { valid_from: arrival, valid_to: departure, entries_left: 1 }

  it.each([
    ['covers just the stay', {}, 'not_required', []],
    ['begins a day late', { valid_from: addDays(arrival, 1) }, 'required', ['VISA_DOES_NOT_COVER_STAY']],
    ['begins a day early', { valid_from: addDays(arrival, -1) }, 'not_required', []],
    ['ends a day early', { valid_to: addDays(departure, -1) }, 'required', ['VISA_DOES_NOT_COVER_STAY']],
    ['ends a day late', { valid_to: addDays(departure, 1) }, 'not_required', []],
    ['has no entry left', { entries_left: 0 }, 'required', ['VISA_NO_ENTRIES_LEFT']],
    ['is for other states', { ltv_states: ['DE'] }, 'required', ['LTV_NOT_VALID_FOR_SWEDEN']],
    ['is for Sweden', { ltv_states: ['SE'] }, 'not_required', []],
  ])('that %s', (_, change, visa, flags) => {
    expect(pathOf({ schengen_visa: { ...held, ...change } }).filter((_part, index) => index !== 1)).toEqual([
      visa,
      flags,
    ])
  })

  it('do not make days that are used up (v19)', () => {
    const stays = [[isoDate('2026-12-01'), isoDate('2027-02-25')]] as const

    expect(pathOf({ schengen_visa: held, stays })).toEqual(['not_required', 'VALID_SCHENGEN_VISA', ['OVERSTAY_90_180']])
  })

  it.each([
    [[], ['SE'], []],
    [['TR'], ['SE'], []],
    [['DE'], ['SE'], ['LTV_TRANSIT_NOT_COVERED:DE']],
    [['TR', 'DE'], ['SE'], ['LTV_TRANSIT_NOT_COVERED:DE']],
    [['DE'], ['SE', 'DE'], []],
    [['DE', 'DK'], ['SE', 'DE'], []],
    [['DK', 'DE'], ['SE', 'DE'], ['LTV_TRANSIT_NOT_COVERED:DK']],
    [['DE'], [], []],
  ])('through %p with a visa for %p flags %p', (transit, states, flags) => {
    expect(pathOf({ transit, schengen_visa: { ...held, ltv_states: states } })[2]).toEqual(flags)
  })
})
