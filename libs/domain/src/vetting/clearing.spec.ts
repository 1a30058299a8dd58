import { describe, expect, it } from '@jest/globals'
import { type Check, checkPoints, clearingProblem, type Evidence } from './clearing.js'

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

  it.each(checkPoints)('lets a voucher cover point %i only from 2 to 5, and only with E4 or E5', (point) => {
    const change = { [point]: { result: 'covered_by_voucher' as const } }

    expect(clearingProblem(list('E4', change))).toBe(point >= 2 && point <= 5 ? null : 'voucher_missing')
    expect(clearingProblem(list('E3', change))).toBe('voucher_missing')
  })
})
