import { describe, expect, it } from '@jest/globals'
import type { FilterTable } from './fields.js'
import { matches, matching } from './matches.js'
import { parseFilter } from './parse.js'
import { type FilterRecord, type FilterValue, seenRecord, type Tag, tagsSeenBy } from './record.js'
import type { Filter } from './tree.js'

const table: FilterTable = {
  rangeField: 'row',
  fields: {
    row: { type: 'number' },
    score: { type: 'number' },
    name: { type: 'text' },
    organisation: { type: 'text' },
    decision: { type: 'choice', values: ['invite', 'waitlist', 'reject'] },
    language: { type: 'choice', values: ['ar', 'en', 'fa'] },
    submitted: { type: 'date', by: 'week' },
    decided: { type: 'date', by: 'day' },
    restricted: { type: 'flag' },
    conflicts: { type: 'number' },
    tag: { type: 'tag' },
  },
}
const parsed = (text: string): Filter => {
  const outcome = parseFilter(text, table)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
  return outcome.filter
}
type Row = Readonly<Record<string, FilterValue>>
const seen = (row: Row, ...hidden: string[]): FilterRecord => seenRecord(table, row, new Set(hidden))
const passes = (text: string, row: Row, ...hidden: string[]): boolean => matches(parsed(text), seen(row, ...hidden))
const rowsThrough = (text: string, count = 12): number[] =>
  Array.from({ length: count }, (_, i) => i + 1).filter((row) => passes(text, { row }))

describe('what a filter lets through', () => {
  it.each([
    ['1-10 XOR 4-5', [1, 2, 3, 6, 7, 8, 9, 10]],
    ['5-', [5, 6, 7, 8, 9, 10, 11, 12]],
    ['3 or 7', [3, 7]],
    ['1-10 XOR 4-5 XOR 5', [1, 2, 3, 5, 6, 7, 8, 9, 10]],
    ['not 3-', [1, 2]],
    ['row:>10 or row:<=1', [1, 11, 12]],
    ['1-3 2-', [2, 3]],
    ['', [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]],
  ])('VIS-4 %s: %j', (text, expected) => {
    expect(rowsThrough(text)).toEqual(expected)
  })

  it.each([
    ['decided:>2023-12', ['2024-01-01']],
    ['decided:>=2023-06', ['2023-06-01', '2023-12-31', '2024-01-01']],
    ['decided:<2023-06', ['2023-05-31']],
    ['decided:<=2023-06', ['2023-05-31', '2023-06-01']],
    ['decided:2023', ['2023-05-31', '2023-06-01', '2023-12-31']],
    ['decided:2023-06..2023-12', ['2023-06-01', '2023-12-31']],
    ['decided:2023-12-31', ['2023-12-31']],
    ['decided:>2023-12-31', ['2024-01-01']],
  ])('VIS-5 compares year and month together: %s', (text, expected) => {
    const days = ['2023-05-31', '2023-06-01', '2023-12-31', '2024-01-01']

    expect(days.filter((decided) => passes(text, { decided }))).toEqual(expected)
  })

  it.each([
    ['submitted:2023-12-02', ['2023-11-27']],
    ['submitted:>2023-12-02', ['2023-11-27', '2023-12-04']],
    ['submitted:>2023-12-03', ['2023-12-04']],
    ['submitted:<2023-11-28', ['2023-11-20', '2023-11-27']],
    ['submitted:<2023-11-27', ['2023-11-20']],
    ['submitted:2023-12', ['2023-11-27', '2023-12-04']],
  ])('VIS-5 widens days to weeks where only the Monday is stored: %s', (text, expected) => {
    const mondays = ['2023-11-20', '2023-11-27', '2023-12-04']

    expect(mondays.filter((submitted) => passes(text, { submitted }))).toEqual(expected)
  })

  it.each([
    ['ann', true],
    ['"ann bach"', true],
    ['ÅNN', true],
    ['org', true],
    ['name:org', false],
    ['organisation:"green org"', true],
    ['"bach green"', false],
    ['language:fa', true],
    ['language:en', false],
    ['restricted:no', true],
    ['restricted:yes', false],
    ['score:3-4 not score:>=4', true],
    ['name:any decided:none', true],
  ])('finds %s in a row: %s', (text, expected) => {
    const row = { name: 'Ann Bach', organisation: 'Green Org', language: ['ar', 'fa'], restricted: false, score: 3.5 }

    expect(passes(text, row)).toBe(expected)
  })

  it('lets a row without a value through for none and for what is not asked of it', () => {
    expect(
      ['decision:none', 'decision:invite', 'not decision:invite', 'decision:any', 'score:<9', 'restricted:no'].map(
        (text) => passes(text, { decision: null, score: null }),
      ),
    ).toEqual([true, false, true, false, false, false])
  })
})

const asked = [
  'decision:none',
  'decision:any',
  'decision:invite',
  'NOT decision:invite',
  'NOT decision:none',
  'NOT (decision:invite OR decision:reject)',
  'decision:invite XOR row:1',
  'decision:invite OR row:1',
  'NOT (decision:invite row:1)',
]

describe('what is hidden from the viewer', () => {
  it('VIS-2 as a decision matches "no decision" and nothing else, also under NOT', () => {
    expect(asked.map((text) => passes(text, { row: 1, decision: 'invite' }, 'decision'))).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
      true,
      false,
    ])
  })

  it('VIS-2 answers alike whatever it is, and counts no hidden conflict', () => {
    const values = [null, 'invite', 'reject', ['invite', 'reject']]

    for (const text of [...asked, 'decided:2024', 'NOT decided:2024', 'conflicts:>0', 'NOT conflicts:0']) {
      const answers = values.map((decision, i) =>
        passes(
          text,
          { row: 1, decision, decided: i > 1 ? '2024-01-01' : null, conflicts: i },
          'decision',
          'decided',
          'conflicts',
        ),
      )
      expect([text, new Set(answers).size]).toEqual([text, 1])
    }
  })

  it('VIS-2 is not found by name', () => {
    const row = { name: 'Ann Bach', organisation: 'Green Org' }

    expect(['ann', 'name:ann', 'NOT name:ann', 'green', 'name:none'].map((text) => passes(text, row, 'name'))).toEqual([
      false,
      false,
      false,
      true,
      true,
    ])
  })

  it('VIS-3 runs a shared search with the caller’s own private tags: A finds 1, B finds 2', () => {
    const rows: readonly { row: number; tags: readonly Tag[] }[] = [
      { row: 1, tags: [{ name: 'urgent', owner: 'a' }] },
      {
        row: 2,
        tags: [
          { name: 'urgent', owner: 'b' },
          { name: 'seen', owner: null },
        ],
      },
      {
        row: 3,
        tags: [
          { name: 'urgent', owner: 'b' },
          { name: '~urgent', owner: null },
        ],
      },
    ]
    const found = (viewer: string, text: string): number[] =>
      rows.filter(({ row, tags }) => passes(text, { row, tag: tagsSeenBy(viewer, tags) })).map(({ row }) => row)

    expect([found('a', 'tag:~urgent'), found('b', 'tag:~URGENT').length, found('c', 'tag:~urgent')]).toEqual([
      [1],
      2,
      [],
    ])
    expect([found('a', 'tag:seen'), found('a', 'tag:urgent'), found('a', 'NOT tag:~urgent')]).toEqual([
      [2],
      [3],
      [2, 3],
    ])
  })
})

describe('a filter over a whole list', () => {
  it('finds the rows that fit among 5,000', () => {
    const records = Array.from({ length: 5000 }, (_, row) =>
      seen({ row, name: `Ann ${row} Bäch`, organisation: `Org ${row % 7}`, score: row % 5, submitted: '2023-11-27' }),
    )
    const filter = parsed('(bach or "org 3") not score:<2 submitted:2023-12 (row:100- xor row:200-300)')

    expect(records.filter(matching(filter)).map(({ values }) => values.get('row'))).toEqual(
      Array.from({ length: 5000 }, (_, row) => row).filter(
        (row) => row % 5 >= 2 && row >= 100 && (row < 200 || row > 300),
      ),
    )
  })
})
