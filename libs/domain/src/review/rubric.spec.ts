import { describe, expect, it } from '@jest/globals'
import {
  criteria,
  criterionKeys,
  jointEligibility,
  meanOf,
  medianOf,
  needsThirdReader,
  reasonsMissing,
  scoreOf,
  type Scores,
  spreadOf,
  unscored,
  weightedMean,
} from './rubric.js'

const all = (score: 1 | 2 | 3 | 4 | 5 | 'na'): Scores => Object.fromEntries(criterionKeys.map((key) => [key, score]))

describe('rubric', () => {
  it('weighs the criteria to a hundred', () => {
    expect(Object.values(criteria).reduce((sum, { weight }) => sum + weight, 0)).toBe(100)
  })

  it('REV-2 leaves the review without a score out of the mean', () => {
    expect([meanOf([3, 5, null]), medianOf([3, 5, null])]).toEqual([4, 4])
  })

  it.each([
    [[], null],
    [[null], null],
    [[2], 2],
    [[5, 1, 2], 2],
    [[5, 1, null, 2, 3], 2.5],
  ])('REV-2 has the middle of %j as median: %j', (scores, median) => {
    expect(medianOf(scores)).toBe(median)
  })

  it('REV-3 weighs 2 and 1 with 5 and 3 to 4.33', () => {
    const mean = weightedMean([
      { weight: 2, value: 5 },
      { weight: 1, value: 3 },
    ])

    expect(mean?.toFixed(2)).toBe('4.33')
  })

  it('REV-4 gives mean and population deviation, 0 for one number, nothing for none', () => {
    const values = [1, 1, 1, -2]

    expect([meanOf(values), spreadOf(values)?.toFixed(3), spreadOf([3]), spreadOf([]), meanOf([])]).toEqual([
      0.25,
      '1.299',
      0,
      null,
      null,
    ])
  })

  it('REV-5 joins eligibility: alike or unsure', () => {
    expect([
      jointEligibility(['yes', 'yes']),
      jointEligibility(['yes', 'no']),
      jointEligibility(['no', 'no']),
      jointEligibility([]),
    ]).toEqual(['yes', 'unsure', 'no', null])
  })

  it.each([
    ['yes', ['disagree'], 'unsure'],
    ['no', ['disagree'], 'unsure'],
    ['unsure', ['disagree'], 'unsure'],
    ['yes', ['agree'], 'yes'],
    ['no', ['agree', 'agree'], 'no'],
    ['yes', ['agree', 'disagree'], 'unsure'],
  ] as const)('REV-5 joins %s with the opinions %j to %s', (answer, opinions, expected) => {
    expect(jointEligibility([answer], opinions)).toBe(expected)
    expect(jointEligibility([], opinions)).toBeNull()
  })

  it('REV-6 has no score when every criterion does not apply, and never counts one as 0', () => {
    expect(scoreOf(all('na'))).toBeNull()
    expect(scoreOf({})).toBeNull()
    expect(scoreOf({ ...all('na'), R1: 4 })).toBe(4)
    expect(scoreOf(all(3))).toBe(3)
  })

  it.each([
    [1, 39, true],
    [1, 40, false],
    [2, 39, true],
    [3, 0, false],
    [4, 0, false],
    [5, 39, true],
    [5, 41, false],
  ] as const)('REV-10 a %i with a reason of %i characters: missing is %s', (score, length, isMissing) => {
    expect(reasonsMissing({ R1: score }, { R1: 'r'.repeat(length) })).toEqual(isMissing ? ['R1'] : [])
  })

  it('names what is not scored yet', () => {
    expect(unscored({ R1: 3, R3: 'na' })).toEqual(['R2', 'R4', 'R5', 'R6'])
  })

  it.each([
    [all(3), all(4), 'yes', 'yes', false],
    [all(3), { ...all(3), R6: 5 }, 'yes', 'yes', true],
    [{ ...all(3), R6: 1 }, { ...all(3), R6: 'na' }, 'yes', 'yes', false],
    [all(3), all(3), 'yes', 'no', true],
    [all(3), all(3), 'unsure', 'unsure', true],
    [all(3), all(3), 'no', 'no', false],
  ] as const)('asks a third reader where two differ', (a, b, one, other, expected) => {
    expect(needsThirdReader({ scores: a, eligibility: one }, { scores: b, eligibility: other })).toBe(expected)
  })
})
