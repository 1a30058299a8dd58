import { describe, expect, it } from '@jest/globals'
import { dueTask, knownTask, noCase, plainTaskFacts } from '#test/support/plain/task-facts.js'
import { assessed, plainVisaInput } from '#test/support/plain/visa-input.js'
import { addDays, type IsoDate, isoDate } from '../calendar/iso-date.js'
import { dueTasks } from '../task/due-tasks.js'
import type { TaskFacts } from '../task/facts.js'
import { assess } from './assess.js'
import { type ConstantName, type RuleSet, shippedRules } from './rule-set.js'

const { arrival, departure } = plainVisaInput
type Days = { readonly validFrom?: IsoDate; readonly validTo?: IsoDate }

const withCountry = (days: Days): RuleSet => ({
  ...shippedRules,
  countries: shippedRules.countries.map((row) => (row.iso2 === 'KE' ? { ...row, ...days } : row)),
})
const withConstant = (name: ConstantName, days: Days): RuleSet => ({
  ...shippedRules,
  constants: { ...shippedRules.constants, [name]: { ...shippedRules.constants[name], ...days } },
})
const bounds = [
  ['ends the day before departure', { validTo: addDays(departure, -1) }, false],
  ['ends on departure', { validTo: departure }, true],
  ['ends the day after', { validTo: addDays(departure, 1) }, true],
  ['begins the day before arrival', { validFrom: addDays(arrival, -1) }, true],
  ['begins on arrival', { validFrom: arrival }, true],
  ['begins the day after', { validFrom: addDays(arrival, 1) }, false],
] as const

describe('LET-10 a rule that does not hold for the whole stay', () => {
  it.each(bounds)('of a country that %s', (_, days, holds) => {
    const { visa, basis, flags } = assessed({}, withCountry(days))

    expect([visa, basis]).toEqual(holds ? ['required', 'ANNEX_I'] : ['manual', 'RULE_EXPIRES_BEFORE_TRAVEL'])
    expect(flags).toEqual(holds ? [] : ['RULE_CHANGE_BEFORE_TRAVEL'])
  })

  const applied = assess(plainVisaInput, shippedRules)
    .because.map(({ rule }) => rule)
    .filter((rule) => !rule.startsWith('COUNTRY:')) as ConstantName[]

  it('is looked for in every constant that is used', () => {
    expect(applied).toEqual([
      'PASSPORT_MARGIN_MONTHS',
      'PASSPORT_MAX_AGE_YEARS',
      'STAY',
      'EARLIEST_MONTHS',
      'LEGAL_MIN_DAYS',
      'SAFE_DAYS',
      'BLANK_PAGES',
      'INSURANCE_MIN_EUR',
      'FEE_EUR',
      'FEE_WAIVER',
      'FINGERPRINTS',
    ])
  })

  describe.each(applied)('%s', (name) => {
    it.each(bounds)('that %s', (_, days, holds) => {
      expect(assessed({}, withConstant(name, days)).visa).toBe(holds ? 'required' : 'manual')
    })
  })

  it.each([
    ['2027-03-05', 'required', 'DOC_CATEGORY_SUSPENDED', []],
    ['2027-03-06', 'required', 'DOC_CATEGORY_SUSPENDED', []],
    ['2027-03-07', 'manual', 'RULE_EXPIRES_BEFORE_TRAVEL', ['RULE_CHANGE_BEFORE_TRAVEL']],
  ])('a Georgian service passport leaving on %s is %s', (day, visa, basis, flags) => {
    const found = assessed({
      nationality: 'GE',
      document: 'service',
      arrival: isoDate('2027-03-01'),
      departure: isoDate(day),
    })

    expect([found.visa, found.basis, found.flags]).toEqual([visa, basis, flags])
  })

  it('promises no day meanwhile: the letter is for the desk, and nobody lodges', () => {
    const visa = { ...noCase, state: 'manual', path: 'manual', assessedOn: isoDate('2026-12-01') } as const
    const tasks = [knownTask('T02', 'done'), knownTask('T03', 'done')]
    const plan = dueTasks({ ...plainTaskFacts, visa, tasks })

    expect(plan.filter(({ hardOn, wallOn }) => hardOn ?? wallOn)).toEqual([])
    expect(plan.filter(({ task }) => ['T07', 'T09', 'T11', 'T27'].includes(task))).toEqual([])
    expect(plan.find(({ task }) => task === 'T06')).toMatchObject({ owner: 'travel_desk', state: 'open' })
  })

  it.each(['required', 'not_required', 'manual'] as const)('a new version brings %s back to the desk', (path) => {
    const visa = { ...noCase, state: path, path, assessedOn: isoDate('2026-12-01') }
    const tasks = [knownTask('T02', 'done'), knownTask('T03', 'done')]
    const facts: TaskFacts = { ...plainTaskFacts, tasks, visa }
    const outdated = { ...facts, visa: { ...visa, waitingFor: 'rules_changed' } }

    expect(dueTask(facts, 'T03')).toMatchObject({ owner: 'travel_desk', state: 'done' })
    expect(dueTask(outdated, 'T03')).toMatchObject({ owner: 'travel_desk', state: 'open' })
  })
})
