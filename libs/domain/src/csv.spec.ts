import { describe, expect, it } from '@jest/globals'
import { cellsOf } from './cells.js'
import { csvText } from './csv.js'

describe('comma separated values', () => {
  it('bear a byte order mark and end each line in CRLF', () => {
    expect(
      csvText([
        ['Case', 'Days'],
        ['AB12', 3],
      ]),
    ).toBe('\uFEFFCase,Days\r\nAB12,3\r\n')
  })

  it.each(['=1+1', '+49', '-2', '@cmd', '\tx', '\r=x'])('let no spreadsheet work out %j', (text) => {
    expect(cellsOf(csvText([[text]]))).toEqual([[`'${text}`], ['']])
  })

  it.each(['a,b', 'a "b"', 'a\nb', 'a\r\nb', 'آمنة', '', ' spaces '])('give %j back as it was', (text) => {
    expect(cellsOf(csvText([[text, 'end']]))).toEqual([[text, 'end'], ['']])
  })

  it('leave figures figures', () => {
    expect(csvText([[-1, 0.5]])).toBe('\uFEFF-1,0.5\r\n')
  })
})
