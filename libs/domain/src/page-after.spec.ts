import { describe, expect, it } from '@jest/globals'
import { pageAfter } from './page-after.js'

const itself = (row: string) => row

describe('pageAfter', () => {
  it('begins at the first row and says where the next page begins', () => {
    expect(pageAfter(['a', 'b', 'c'], itself, { after: undefined, size: 2 })).toEqual({ rows: ['a', 'b'], next: 'b' })
  })

  it('ends with the list', () => {
    expect(pageAfter(['a', 'b', 'c', 'd'], itself, { after: 'b', size: 2 })).toEqual({ rows: ['c', 'd'], next: null })
    expect(pageAfter([], itself, { after: undefined, size: 2 })).toEqual({ rows: [], next: null })
  })

  it('has nothing after the last row, and no page after a row that is not there', () => {
    expect(pageAfter(['a', 'b'], itself, { after: 'b', size: 2 })).toEqual({ rows: [], next: null })
    expect(pageAfter(['a', 'b'], itself, { after: 'x', size: 2 })).toBeNull()
  })
})
