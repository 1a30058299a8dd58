import { describe, expect, it } from '@jest/globals'
import { fileOf, problemOf, readerOf } from '#test/support/assignment/problems.js'
import { coverageReport } from './coverage.js'

const none = { language: 0, conflict: 0, exclusion: 0, refused: 0, load: 0 }

describe('coverage before solving', () => {
  it('ASG-9 says how many reads are needed and how many hours that is for each reader', () => {
    const problem = problemOf({
      readers: [readerOf('a', { most: 300 }), readerOf('b', { most: 250 }), readerOf('away', { most: 0 })],
      files: Array.from({ length: 100 }, (_, i) => fileOf(`f${i}`)),
    })

    expect(coverageReport(problem)).toMatchObject({
      readsNeeded: 230,
      readsLeft: 300,
      hoursPerReader: 30,
      readsTaken: 550,
    })
    expect(coverageReport({ ...problem, settings: { ...problem.settings, reads: 2 } })).toMatchObject({
      readsNeeded: 230,
      readsLeft: 200,
      hoursPerReader: 20,
    })
  })

  it('ASG-9 takes off what is done, by who has the file and by who has it no more, and never counts below nothing', () => {
    const problem = problemOf({
      readers: [readerOf('a'), readerOf('b')],
      files: [fileOf('over', { read: 3 }), fileOf('one', { read: 1 }), fileOf('none')],
    })
    const done = ['over', 'one', 'one'].map((file, i) => ({ file, reader: `r${i}` }))

    expect(coverageReport(problem, done)).toMatchObject({ readsDone: 7, readsLeft: 3, hoursPerReader: 0.3 })
    expect(coverageReport(problem).thin.map(({ file, eligible }) => [file, eligible])).toEqual([['none', 2]])
  })

  it('ASG-9 names each file with fewer than three eligible readers, and what keeps the others from it', () => {
    const problem = problemOf({
      readers: [
        readerOf('a', { languages: ['en', 'fa'] }),
        readerOf('b', { languages: ['en', 'fa'], excluded: ['IR', '035'] }),
        readerOf('c'),
        readerOf('d', { most: 1 }),
      ],
      barred: [
        { reader: 'a', file: 'told' },
        { reader: 'd', file: 'told' },
      ],
      files: [
        fileOf('enough'),
        fileOf('told'),
        fileOf('persian', { language: 'fa' }),
        fileOf('country', { language: 'fa', country: 'IR' }),
        fileOf('region', { region: '035' }),
        fileOf('conflict'),
      ],
      conflicts: [
        { reader: 'c', file: 'conflict' },
        { reader: 'b', file: 'country' },
      ],
      refused: [{ reader: 'a', file: 'conflict' }],
      existing: [{ reader: 'd', file: 'conflict', drawn: 'match' }],
    })

    expect(coverageReport(problem)).toEqual({
      readsNeeded: 14,
      readsDone: 0,
      readsLeft: 18,
      hoursPerReader: 0.9,
      readsTaken: null,
      thin: [
        { file: 'conflict', eligible: 2, lost: { ...none, conflict: 1, refused: 1 } },
        { file: 'country', eligible: 1, lost: { ...none, language: 2, conflict: 1 } },
        { file: 'persian', eligible: 2, lost: { ...none, language: 2 } },
        { file: 'region', eligible: 2, lost: { ...none, exclusion: 1, load: 1 } },
        { file: 'told', eligible: 2, lost: { ...none, exclusion: 2 } },
      ],
      thinBy: { language: 2, conflict: 1, exclusion: 2, refused: 1, load: 1 },
    })
  })

  it('ASG-9 counts two eligible readers as too few and three as enough', () => {
    const thinWith = (count: number) =>
      coverageReport(
        problemOf({ readers: Array.from({ length: count }, (_, i) => readerOf(`r${i}`)), files: [fileOf('f')] }),
      ).thin

    expect([0, 2, 3, 4].map((count) => thinWith(count).map(({ eligible }) => eligible))).toEqual([[0], [2], [], []])
  })

  it('has no hours without readers', () => {
    expect(coverageReport(problemOf({ files: [fileOf('f')] }))).toMatchObject({ readsNeeded: 3, hoursPerReader: null })
  })
})
