import { describe, expect, it } from '@jest/globals'
import { drawnOver } from './drawn-over.js'

const [second, first] = [
  { id: '2', result: 'does_not_fit' },
  { id: '1', result: 'fits' },
]
const judged = (over: string | undefined, findings: readonly (typeof first)[], result: string) =>
  drawnOver(over, findings, (one) => one?.result === result)

describe('an entry of a form', () => {
  it.each([
    ['nothing stood and nothing stands', undefined, [], 'fits', 'changed'],
    ['nothing stood and something stands', undefined, [first], 'does_not_fit', 'stale'],
    ['nothing stood and the same stands', undefined, [first], 'fits', 'untouched'],
    ['it is as drawn and that stands', '1', [first], 'fits', 'untouched'],
    ['it is changed and what was drawn stands', '1', [first], 'not_possible', 'changed'],
    ['it is as drawn and another stands', '1', [second, first], 'fits', 'untouched'],
    ['it is changed and another stands', '1', [second, first], 'not_possible', 'stale'],
    ['it is changed into what stands by now', '1', [second, first], 'does_not_fit', 'untouched'],
    ['it turns what stands back', '2', [second, first], 'fits', 'changed'],
    ['what it was drawn over is not of this point', '3', [second, first], 'fits', 'stale'],
  ] as const)('is judged where %s', (_, over, findings, result, answer) => {
    expect(judged(over, findings as unknown as (typeof first)[], result)).toBe(answer)
  })
})
