import { describe, expect, it } from '@jest/globals'
import { meanOf } from '../review/rubric.js'
import type { FilterTable } from './fields.js'
import { inOrder, seenRecord } from './record.js'

const table: FilterTable = { fields: { score: { type: 'number' }, name: { type: 'text' } } }
const sorted = (field: 'score' | 'name', rows: readonly (readonly [string, number | string | null])[]) =>
  rows
    .map(([id, value]) => ({ id, value: seenRecord(table, { [field]: value }, new Set()).values.get(field) }))
    .toSorted((one, other) => inOrder(one.value, other.value))
    .map(({ id }) => id)

describe('rows by a value of theirs', () => {
  it('REV-4 has one without a score last, in whatever place it came', () => {
    const [low, high, none] = [
      ['low', meanOf([2])],
      ['high', meanOf([4])],
      ['none', meanOf([null])],
    ] as const

    for (const rows of [
      [none, low, high],
      [low, none, high],
      [high, low, none],
    ])
      expect(sorted('score', rows)).toEqual(['high', 'low', 'none'])
  })

  it('REV-4 has one without a value last where values go up, too', () => {
    expect(
      sorted('name', [
        ['none', null],
        ['two', 'Zeynep'],
        ['one', 'amina'],
      ]),
    ).toEqual(['one', 'two', 'none'])
  })
})
