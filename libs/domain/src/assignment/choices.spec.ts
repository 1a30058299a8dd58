import { describe, expect, it } from '@jest/globals'
import { type ReaderAtHand, readerChoices, wishesBroken } from './choices.js'

const reader = (id: string, change: Partial<ReaderAtHand> = {}): ReaderAtHand => ({
  id,
  languages: ['en'],
  load: 0,
  most: null,
  isRefused: false,
  isKeptApart: false,
  ...change,
})

describe('readers a file could go to by hand', () => {
  it('come best first: who breaks least, then who has fewest files, then as they were given', () => {
    const readers = [
      reader('busy', { load: 5 }),
      reader('silent', { languages: [] }),
      reader('refused full', { isRefused: true, load: 2, most: 2 }),
      reader('free'),
      reader('as free'),
    ]

    expect(readerChoices(readers, 'en')).toEqual([
      { id: 'free', breaks: [] },
      { id: 'as free', breaks: [] },
      { id: 'busy', breaks: [] },
      { id: 'silent', breaks: ['language'] },
      { id: 'refused full', breaks: ['refused', 'load'] },
    ])
  })

  it.each([
    [{ load: 1, most: 2 }, []],
    [{ load: 2, most: 2 }, ['load']],
    [{ load: 3, most: 2 }, ['load']],
    [{ most: 0 }, ['load']],
    [{ isKeptApart: true }, ['kept_apart']],
    [{ languages: ['fa'] }, ['language']],
  ] as const)('break %j as %j', (change, broken) => {
    expect(wishesBroken(reader('one', change), 'en')).toEqual(broken)
  })

  it('break no language where the file names none', () => {
    expect(wishesBroken(reader('one', { languages: [] }), null)).toEqual([])
  })
})
