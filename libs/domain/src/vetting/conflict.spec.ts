import { describe, expect, it } from '@jest/globals'
import {
  changeConflict,
  type ConflictAsk,
  type ConflictFacts,
  type ConflictKind,
  conflictKinds,
  conflictOf,
  rewriteKind,
  withoutPin,
} from './conflict.js'

const nothing: ConflictFacts = { declared: null, detected: null, pinned: null }
const facts = (change: Partial<ConflictFacts>): ConflictFacts => ({ ...nothing, ...change })
const person = (kind: ConflictAsk['kind'], change: Partial<ConflictAsk> = {}): ConflictAsk => ({
  kind,
  by: 'person',
  wantsPin: false,
  isOver: false,
  ...change,
})
const staff = (kind: ConflictAsk['kind'], wantsPin = true): ConflictAsk => ({
  kind,
  by: 'staff',
  wantsPin,
  isOver: true,
})

/** The facts after each ask in turn; a refused one leaves them. */
const after = (start: ConflictFacts, ...asks: readonly ConflictAsk[]): ConflictFacts =>
  asks.reduce((now, ask) => {
    const outcome = changeConflict(now, ask)
    return outcome.ok ? outcome.value : now
  }, start)

describe('a conflict of interest', () => {
  it('CON-1 an applicant declares with a wish to pin is stored unpinned', () => {
    expect(after(nothing, person('funder', { wantsPin: true }))).toEqual(facts({ declared: 'funder' }))
  })

  it('CON-1 staff have pinned ignores a later edit by the applicant', () => {
    const pinned = after(nothing, person('funder'), staff('funder'))

    expect(pinned).toEqual(facts({ declared: 'funder', pinned: 'funder' }))
    for (const kind of ['none', 'family', 'administrative'] as const) {
      expect(changeConflict(pinned, person(kind))).toEqual({ ok: true, value: pinned })
    }
    expect(conflictOf(pinned)).toBe('funder')
  })

  it('CON-1 cannot be added against a pinned "no conflict", and can once the pin is cleared', () => {
    const denied = after(nothing, staff('none'))

    expect(after(denied, person('family'))).toEqual(facts({ pinned: 'none' }))
    expect(after(withoutPin(denied), person('family'))).toEqual(facts({ declared: 'family' }))
  })

  it.each([
    [{}, null],
    [{ detected: 'past_reference' }, 'past_reference'],
    [{ declared: 'family', detected: 'past_reference' }, 'family'],
    [{ declared: 'family', detected: 'past_reference', pinned: 'administrative' }, 'administrative'],
    [{ declared: 'family', detected: 'past_reference', pinned: 'none' }, null],
  ] as const)('holds by staff’s word before the declared and the detected: %j is %s', (change, expected) => {
    expect(conflictOf(facts(change))).toBe(expected)
  })

  it.each([
    ['keeps the kind on record', { declared: 'funder' }, 'funder'],
    ['gets the default', {}, 'personal'],
  ] as const)('CON-2 asked by anybody but staff as administrative %s', (_, change, expected) => {
    expect(after(facts(change), person('administrative'))).toEqual(facts({ declared: expected }))
    expect(after(facts(change), staff('administrative', false))).toEqual(facts({ declared: 'administrative' }))
  })

  it('CON-2 cannot be cleared by a person after the deadline, pinned or not, and can be added', () => {
    const late = person('none', { isOver: true })

    expect(changeConflict(facts({ declared: 'family' }), late)).toEqual({ ok: false, code: 'deadline_passed' })
    expect(changeConflict(facts({ declared: 'family', pinned: 'none' }), late)).toEqual({
      ok: false,
      code: 'deadline_passed',
    })
    expect(after(nothing, person('family', { isOver: true }))).toEqual(facts({ declared: 'family' }))
    expect(after(facts({ declared: 'family' }), person('none'))).toEqual(nothing)
    expect(after(facts({ declared: 'family' }), staff('none', false))).toEqual(nothing)
  })
})

describe('a bulk rewrite of conflict kinds', () => {
  const rows = conflictKinds.map((kind: ConflictKind) => ({ declared: kind, detected: kind, pinned: kind }))

  it('CON-2 changes only that kind, wherever it stands', () => {
    const expected = rows.map((row) =>
      row.declared === 'past_reference' ? { declared: 'co_signed', detected: 'co_signed', pinned: 'co_signed' } : row,
    )

    expect(rewriteKind(rows, 'past_reference', 'co_signed')).toEqual({ ok: true, value: expected })
    expect(rewriteKind([facts({ pinned: 'none' })], 'past_reference', 'co_signed')).toEqual({
      ok: true,
      value: [facts({ pinned: 'none' })],
    })
  })

  it.each([
    ['', 'funder', 'kind_missing'],
    ['funder', ' ', 'kind_missing'],
    ['none', 'funder', 'kind_unknown'],
    ['funder', 'none', 'kind_unknown'],
    ['adviser', 'funder', 'kind_unknown'],
  ])('CON-2 of %j to %j is refused: %s', (from, to, code) => {
    expect(rewriteKind(rows, from, to)).toEqual({ ok: false, code })
  })
})
