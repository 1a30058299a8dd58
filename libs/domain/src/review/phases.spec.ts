import { describe, expect, it } from '@jest/globals'
import { activePhase, phaseProblems, type ReviewPhase } from './phases.js'

const phase = (id: string, from: number | null, until: number | null, wave = 'main'): ReviewPhase => ({
  id,
  wave,
  from,
  until,
})
const fine = [phase('screening', null, 100), phase('review', 100, 200), phase('vetting', 200, null)]

describe('review phases', () => {
  it.each([
    ['none', [], []],
    ['one without bounds', [phase('a', null, null)], []],
    ['three that follow each other', fine, []],
    ['overlapping by an instant', [phase('a', 0, 101), phase('b', 100, 200)], ['b phases_overlap']],
    ['one inside another', [phase('a', 0, 300), phase('b', 100, 200)], ['b phases_overlap']],
    ['in the wrong order', [phase('a', 100, 200), phase('b', 0, 100)], ['b phases_overlap']],
    ['an instant apart', [phase('a', 0, 99), phase('b', 100, 200)], ['b phases_apart']],
    ['open-ended and not the last', [phase('a', 0, null), phase('b', 100, 200)], ['a open_end_not_last']],
    ['without a start and not the first', [phase('a', 0, 100), phase('b', null, 200)], ['b start_missing_not_first']],
    ['ending as it begins', [phase('a', 100, 100)], ['a ends_before_it_begins']],
    [
      'wrong in every way',
      [phase('a', 5, null), phase('b', null, 3), phase('c', 2, 1)],
      ['a open_end_not_last', 'b start_missing_not_first', 'c ends_before_it_begins', 'c phases_overlap'],
    ],
  ] as const)('REV-8 are judged together: %s', (_, phases, expected) => {
    expect(phaseProblems(phases).map(({ phaseId, code }) => `${phaseId} ${code}`)).toEqual(expected)
  })

  it('REV-8 of two waves do not touch', () => {
    expect(phaseProblems([phase('a', 0, 100), phase('b', 50, 150, 'early')])).toEqual([])
  })

  it.each([
    [-1e9, 'screening'],
    [99, 'screening'],
    [100, 'review'],
    [199, 'review'],
    [200, 'vetting'],
    [1e15, 'vetting'],
  ])('REV-8 at instant %i only %s is active', (now, expected) => {
    expect(activePhase(fine, 'main', now)?.id).toBe(expected)
    expect(fine.filter((one) => activePhase([one], 'main', now)).map(({ id }) => id)).toEqual([expected])
  })

  it('REV-8 are over after the last, and are nobody else’s wave', () => {
    const closed = [phase('a', 0, 100), phase('b', 100, 200)]

    expect([-1, 200].map((now) => activePhase(closed, 'main', now))).toEqual([null, null])
    expect(activePhase(closed, 'late', 50)).toBeNull()
  })
})
