import { describe, expect, it } from '@jest/globals'
import {
  type Check,
  checkPoints,
  checkResults,
  clearingProblem,
  type Evidence,
  isCoverable,
  needsSecondLook,
  type Standing,
  standingProblem,
} from './clearing.js'
import { harmVerdicts } from './harm.js'

const list = (evidence: Evidence, change: Partial<Record<number, Partial<Check>>> = {}): Check[] =>
  checkPoints.map((point) => ({ point, result: 'fits', evidence, ...change[point] }))

describe('clearing for the closed part', () => {
  it.each(checkPoints)('needs point %i', (missing) => {
    expect(clearingProblem(list('E5').filter(({ point }) => point !== missing))).toBe('checklist_incomplete')
  })

  it.each([
    ['E0', 'evidence_too_weak'],
    ['E1', 'evidence_too_weak'],
    ['E2', 'evidence_too_weak'],
    ['E3', null],
    ['E4', null],
    ['E5', null],
  ] as const)('with nothing better than %s: %s', (evidence, expected) => {
    expect(clearingProblem(list(evidence))).toBe(expected)
  })

  it('takes one strong point among weak ones', () => {
    expect(clearingProblem(list('E1', { 4: { evidence: 'E3' } }))).toBeNull()
  })

  it.each(checkResults)('counts a grade only where the finding holds: %s', (result) => {
    const holds = result === 'fits' || result === 'covered_by_voucher'
    const strong = list('E1', { 4: { result, evidence: 'E5' } })

    expect(clearingProblem(strong)).toBe(holds ? null : 'evidence_too_weak')
    expect(clearingProblem([...list('E3', { 4: { result, evidence: 'E5' } })])).toBeNull()
  })

  it('lets no voucher cover a point where the grade of a voucher is one of a finding that failed', () => {
    const checks = list('E3', {
      2: { result: 'covered_by_voucher' },
      9: { result: 'does_not_fit', evidence: 'E4' },
    })

    expect(clearingProblem(checks)).toBe('voucher_missing')
  })

  it.each(checkPoints)('lets a voucher cover point %i only from 2 to 5, and only with E4 or E5', (point) => {
    const change = { [point]: { result: 'covered_by_voucher' as const } }

    expect(clearingProblem(list('E4', change))).toBe(point >= 2 && point <= 5 ? null : 'voucher_missing')
    expect(clearingProblem(list('E3', change))).toBe('voucher_missing')
  })
})

const judged: Standing = {
  lookedAt: [],
  harm: ['safe', 'safe', 'with_care', 'not_safe'],
  hasConcern: false,
  hasMemo: true,
}
const against = list('E3', { 8: { result: 'does_not_fit' } })

describe('what else must be so before a file is cleared', () => {
  it('is a second look at what does not fit, a judgement on harm, no concern, and a memo', () => {
    expect(standingProblem(list('E3'), judged)).toBeNull()
    expect(standingProblem(against, judged)).toBe('second_look_missing')
    expect(standingProblem(against, { ...judged, lookedAt: [7, 9, 15] })).toBe('second_look_missing')
    expect(standingProblem(against, { ...judged, lookedAt: [8] })).toBeNull()
    expect(standingProblem(list('E3'), { ...judged, hasConcern: true })).toBe('concern_open')
    expect(standingProblem(list('E3'), { ...judged, hasMemo: false })).toBe('memo_missing')
  })

  it('is a second look at a grade that nothing on file proves', () => {
    const unproven = list('E3').map((check) => (check.point === 4 ? { ...check, isProven: false } : check))

    expect(standingProblem(unproven, judged)).toBe('second_look_missing')
    expect(standingProblem(unproven, { ...judged, lookedAt: [4] })).toBeNull()
    expect(unproven.filter(needsSecondLook).map(({ point }) => point)).toEqual([4, 15])
  })

  it.each(harmVerdicts)('is all four harm items judged, whatever came of it: %s', (verdict) => {
    const harm = ['safe', 'safe', 'safe', verdict] as const

    expect(standingProblem(list('E3'), { ...judged, harm })).toBe(verdict === 'open' ? 'harm_open' : null)
    expect(standingProblem(list('E3'), { ...judged, harm: harm.slice(0, 3) })).toBe('harm_open')
  })

  it('names a second person for the memo and for every finding that does not fit', () => {
    const named = checkPoints.flatMap((point) =>
      checkResults.filter((result) => needsSecondLook({ point, result })).map((result) => `${point} ${result}`),
    )

    expect(named).toEqual([
      ...checkPoints.slice(0, 14).map((point) => `${point} does_not_fit`),
      ...checkResults.map((result) => `15 ${result}`),
    ])
  })

  it('lets a voucher stand for points 2 to 5', () => {
    expect(checkPoints.filter(isCoverable)).toEqual([2, 3, 4, 5])
  })
})
