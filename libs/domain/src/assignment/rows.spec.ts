import { describe, expect, it } from '@jest/globals'
import { fileOf, problemOf, readerOf } from '#test/support/assignment/problems.js'
import { readAssignmentRows, writtenPairs } from './rows.js'

const problem = problemOf({
  readers: [
    readerOf('a', { most: 2 }),
    readerOf('b', { excluded: ['NO'] }),
    readerOf('c', { languages: ['en', 'ar'] }),
    readerOf('d'),
  ],
  files: [fileOf('1'), fileOf('2'), fileOf('3', { country: 'NO' }), fileOf('4', { language: 'ar' })],
  conflicts: [{ reader: 'c', file: '1' }],
  refused: [{ reader: 'd', file: '2' }],
  existing: [{ reader: 'a', file: '1', drawn: 'match' }],
  apart: [['b', 'd']],
})
const names = {
  files: new Map(['1', '2', '3', '4'].map((id) => [`F${id}`, id])),
  readers: new Map(['a', 'b', 'c', 'd'].map((id) => [`reader ${id}`, id])),
}
const read = (...lines: string[]) => readAssignmentRows(lines.join('\n'), names, problem)

describe('assignment by rows', () => {
  it('reads files and readers as they are written, with or without a heading', () => {
    const pairs = [
      { file: '2', reader: 'a' },
      { file: '4', reader: 'c' },
    ]

    expect(read('F2,reader a', 'F4,reader c')).toEqual({ ok: true, pairs })
    expect(read('\uFEFFFile, Reader', ' F2 ,"reader a"', '', 'F4,reader c', '')).toEqual({ ok: true, pairs })
  })

  it('ASG-9 asks what speaks against a pair beside the rules, and reads the pairs of rows that are wrong for another reason', () => {
    const text = 'F2,reader a\nF9,reader a\nF1,reader a\nF4,reader c'

    expect(readAssignmentRows(text, names, problem, ({ file }) => (file === '4' ? 'key_not_signed' : null))).toEqual({
      ok: false,
      errors: [
        { row: 2, code: 'unknown_file' },
        { row: 3, code: 'twice' },
        { row: 4, code: 'key_not_signed' },
      ],
    })
    expect(writtenPairs(text, names)).toEqual([
      { file: '2', reader: 'a' },
      { file: '1', reader: 'a' },
      { file: '4', reader: 'c' },
    ])
    expect(writtenPairs('"F2,reader a', names)).toEqual([])
  })

  it('names every error of every row at once, and then has no pairs', () => {
    const answer = read(
      'file,reader',
      'F1,reader b',
      'F9,reader z',
      'F1,reader c',
      'F2,reader d',
      'F3,reader b',
      'F4,reader a',
      'F1,reader a',
      'F1,reader d',
      'F2',
      'F2,reader a,x',
      'F2,reader a',
      'F3,reader a',
      'F1,reader b',
    )

    expect(answer).toEqual({
      ok: false,
      errors: [
        { row: 3, code: 'unknown_file' },
        { row: 3, code: 'unknown_reader' },
        { row: 4, code: 'conflict' },
        { row: 5, code: 'refused' },
        { row: 6, code: 'exclusion' },
        { row: 7, code: 'language' },
        { row: 8, code: 'twice' },
        { row: 9, code: 'kept_apart' },
        { row: 10, code: 'columns' },
        { row: 11, code: 'columns' },
        { row: 13, code: 'load' },
        { row: 14, code: 'twice' },
      ],
    })
  })

  it.each([
    ['', 'empty', 1],
    ['file,reader\n', 'empty', 1],
    ['F1,reader b\n"F2,reader a', 'quotes', 2],
  ])('takes %j as nothing to assign', (text, code, row) => {
    expect(readAssignmentRows(text, names, problem)).toEqual({ ok: false, errors: [{ row, code }] })
  })
})
