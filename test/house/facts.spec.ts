import { describe, expect, it } from '@jest/globals'
import { addDays, isIsoDate, type IsoDate, isoDate } from '#domain/calendar/iso-date.js'
import type { Fact } from '#domain/visa/facts/rows.js'
import { shippedRules } from '#domain/visa/rule-set.js'
import { staleRows } from '#domain/visa/stale-rows.js'

/** A release is built from facts somebody has compared with their source within this time. */
const shelfLifeDays = 180

const { constants, countries, unrecognised, airportTransit } = shippedRules
const suspensions = countries.flatMap(({ source, checkedOn, documentRules = [] }) =>
  documentRules.map(({ validFrom, validTo }): Fact => ({ source, checkedOn, validFrom, validTo })),
)
const facts: readonly Fact[] = [
  ...Object.values(constants),
  ...countries,
  ...suspensions,
  ...unrecognised,
  ...airportTransit,
]
const isWrong = (date: string | undefined): boolean => date !== undefined && !isIsoDate(date)

/** What is wrong with a row, if anything. */
function flawsOf({ source, checkedOn, validFrom, validTo }: Partial<Record<keyof Fact, string>>, today: IsoDate) {
  const isChecked = isIsoDate(checkedOn)

  return [
    ...((source ?? '').trim().length < 3 ? ['no source'] : []),
    ...(isChecked ? [] : ['not checked']),
    ...(isChecked && checkedOn > shippedRules.version ? ['newer than its version'] : []),
    ...(isChecked && addDays(checkedOn, shelfLifeDays) < today ? ['stale'] : []),
    ...(isWrong(validFrom) || isWrong(validTo) ? ['no such day'] : []),
    ...(validFrom && validTo && validTo < validFrom ? ['ends before it begins'] : []),
  ]
}

const day = isoDate('2026-11-24')
const fine: Fact = { source: 'Reg (EU) 2018/1806', checkedOn: isoDate('2026-11-22') }

describe('rows of rule data', () => {
  it.each([
    ['no source', { ...fine, source: ' ' }],
    ['not checked', { source: fine.source }],
    ['not checked', { ...fine, checkedOn: '22.11.2026' }],
    ['newer than its version', { ...fine, checkedOn: addDays(isoDate(shippedRules.version), 1) }],
    ['stale', { ...fine, checkedOn: addDays(day, -181) }],
    ['no such day', { ...fine, validFrom: '2026-02-29' }],
    ['ends before it begins', { ...fine, validFrom: day, validTo: addDays(day, -1) }],
  ])('would be caught with %s', (flaw, row) => {
    expect(flawsOf(row, day)).toEqual([flaw])
  })

  // A row without a first day held already when it was checked.
  it('say where they come from, when they were checked, and the days they hold', () => {
    const today = isoDate(new Date().toISOString().slice(0, 10))

    expect(facts.length).toBeGreaterThan(200)
    expect(facts.filter((row) => flawsOf(row, today).length > 0)).toEqual([])
  })

  it('do not pass for confirmed where nobody could name a page', () => {
    const unsure = [constants.STAY, constants.SCHENGEN_STATES, constants.REFUGEE_DOCUMENTS, constants.FEE_WAIVER]
    const known = [constants.FINGERPRINTS, constants.ART25A, constants.REFUSAL_REASONS]

    expect([...unsure, ...known].filter(({ source }) => !source.endsWith('confirm with the Migration Agency'))).toEqual(
      [],
    )
  })

  it('are fresh by the same measure as the job that asks a person to check them', () => {
    const oldest = facts.map(({ checkedOn }) => checkedOn).toSorted((a, b) => (a < b ? -1 : 1))[0] ?? day

    expect(staleRows(shippedRules, addDays(oldest, shelfLifeDays))).toEqual([])
    expect(staleRows(shippedRules, addDays(oldest, shelfLifeDays + 1))).not.toEqual([])
  })
})
