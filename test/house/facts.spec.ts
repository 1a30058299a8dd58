import { describe, expect, it } from '@jest/globals'
import { addDays, isoDate, type IsoDate } from '#domain/calendar/iso-date.js'
import type { Fact } from '#domain/visa/facts/rows.js'
import { shippedRules } from '#domain/visa/rule-set.js'
import { hasStaleRules } from '#domain/visa/stale-rules.js'

/** A release is built from facts somebody has compared with their source within this time. */
const shelfLifeDays = 180
const date = /^\d{4}-\d{2}-\d{2}$/

const { constants, countries, unrecognised, airportTransit } = shippedRules
const facts: readonly Fact[] = [...Object.values(constants), ...countries, ...unrecognised, ...airportTransit]

/** What is wrong with a row, if anything. */
function flawsOf({ source, checkedOn, validFrom, validTo }: Partial<Fact>, today: IsoDate): string[] {
  return [
    ...((source ?? '').trim().length < 3 ? ['no source'] : []),
    ...(date.test(checkedOn ?? '') ? [] : ['not checked']),
    ...(checkedOn && checkedOn > shippedRules.version ? ['newer than its version'] : []),
    ...(checkedOn && addDays(checkedOn, shelfLifeDays) < today ? ['stale'] : []),
    ...(validFrom && validTo && validTo < validFrom ? ['ends before it begins'] : []),
  ]
}

const day = isoDate('2026-11-24')
const fine: Fact = { source: 'Reg (EU) 2018/1806', checkedOn: isoDate('2026-11-22') }

describe('rows of rule data', () => {
  it.each([
    ['no source', { ...fine, source: ' ' }],
    ['not checked', { source: fine.source }],
    ['newer than its version', { ...fine, checkedOn: addDays(isoDate(shippedRules.version), 1) }],
    ['stale', { ...fine, checkedOn: addDays(day, -181) }],
    ['ends before it begins', { ...fine, validFrom: day, validTo: addDays(day, -1) }],
  ])('would be caught with %s', (flaw, row) => {
    expect(flawsOf(row, day)).toEqual([flaw])
  })

  // A row without a first day held already when it was checked.
  it('say where they come from, when a person checked them, and the days they hold', () => {
    const today = isoDate(new Date().toISOString().slice(0, 10))

    expect(facts.length).toBeGreaterThan(200)
    expect(facts.filter((row) => flawsOf(row, today).length > 0)).toEqual([])
  })

  it('are fresh by the same measure as the job that asks a person to check them', () => {
    const oldest = facts.map(({ checkedOn }) => checkedOn).toSorted((a, b) => (a < b ? -1 : 1))[0] ?? day

    expect(hasStaleRules(shippedRules, addDays(oldest, shelfLifeDays))).toBe(false)
    expect(hasStaleRules(shippedRules, addDays(oldest, shelfLifeDays + 1))).toBe(true)
  })
})
