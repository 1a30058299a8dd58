import { describe, expect, it } from '@jest/globals'
import { fittingPairs } from './fitting-pairs.js'
import { type AssignmentProblem, defaultSettings } from './problem.js'

const reader = (id: string, most: number | null, languages = ['en']) => ({
  id,
  languages,
  regions: [],
  excluded: [],
  least: 0,
  most,
})
const file = (id: string) => ({ id, language: 'en', region: null, country: null, read: 0 })
const problem: AssignmentProblem = {
  readers: [reader('a', null), reader('b', 1), reader('c', null, ['fa']), reader('d', null), reader('e', null)],
  files: [file('1'), file('2')],
  conflicts: [{ file: '1', reader: 'd' }],
  existing: [{ file: '1', reader: 'a', drawn: 'pool' }],
  held: [],
  refused: [{ file: '2', reader: 'd' }],
  barred: [],
  apart: [['a', 'e']],
  match: [],
  settings: { ...defaultSettings, reads: 1, seed: 0 },
}

describe('new reads that fit', () => {
  it('keep every rule but how many reads a file has, beside what is there and each other', () => {
    const all = ['1', '2'].flatMap((id) => ['a', 'b', 'c', 'd', 'e'].map((one) => ({ file: id, reader: one })))

    expect(fittingPairs(problem, all)).toEqual([
      { file: '1', reader: 'b' },
      { file: '2', reader: 'a' },
    ])
  })
})
