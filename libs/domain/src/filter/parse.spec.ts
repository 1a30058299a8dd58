import { describe, expect, it } from '@jest/globals'
import { chance } from '#test/support/plain/chance.js'
import { secondsOf } from '#test/support/plain/seconds-of.js'
import type { FilterTable } from './fields.js'
import { parseFilter } from './parse.js'
import { printFilter } from './print.js'
import { type Filter, joined, type Joint, type Range, type Test } from './tree.js'

const table: FilterTable = {
  rangeField: 'row',
  fields: {
    row: { type: 'number' },
    score: { type: 'number' },
    name: { type: 'text' },
    state: { type: 'choice', values: ['in_review', 'vetting', 'none'] },
    submitted: { type: 'date', by: 'week' },
    decided: { type: 'date', by: 'day' },
    restricted: { type: 'flag' },
    tag: { type: 'tag' },
  },
  formerNames: { sent: 'submitted' },
}
const parsed = (text: string): Filter => {
  const outcome = parseFilter(text, table)
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.errors))
  return outcome.filter
}
/** Errors as "code at length". */
const errorsOf = (text: string): string[] => {
  const outcome = parseFilter(text, table)
  return outcome.ok ? [] : outcome.errors.map(({ code, at, length }) => `${code} ${at} ${length}`)
}
const words = (text: string): Filter => ({ kind: 'words', text })
const term = (field: string, test: Test): Filter => ({ kind: 'term', field, test })
const row = (range: Range<number>): Filter => term('row', { is: 'number', range })

describe('reading a filter', () => {
  it('VIS-5 takes submitted:>2023-12-02 hello as a date filter and free text', () => {
    const range = { op: '>', value: '2023-12-02' } as const

    expect(parseFilter('submitted:>2023-12-02 hello', table)).toEqual({
      ok: true,
      filter: joined('and', [term('submitted', { is: 'date', range, by: 'week' }), words('hello')]),
      notices: [{ code: 'widened_to_week', field: 'submitted', from: '2023-11-27', to: null, at: 0, length: 21 }],
    })
  })

  it.each([
    ['2023-24', 'not_a_date 0 7'],
    ['1111-12-89', 'not_a_date 0 10'],
    ['2023-12', 'date_without_field 0 7'],
    ['submitted:2023-24', 'not_a_date 0 17'],
    ['submitted:1111-12-89', 'not_a_date 0 20'],
    ['hello submitted:2023-02-29', 'not_a_date 6 20'],
    ['decided:1899', 'not_a_date 0 12'],
    ['decided:3000', 'not_a_date 0 12'],
    ['decided:2023-6', 'not_a_date 0 14'],
    ['decided:2023..2022', 'range_backwards 0 18'],
    ['decided:2023-07..2023-06', 'range_backwards 0 24'],
    ['decided:..', 'not_a_date 0 10'],
    ['decided:2023..2024..2025', 'not_a_date 0 24'],
    ['>2023-12-02', 'field_missing 0 11'],
  ])('VIS-5 says of %s that it is no filter: %s', (text, expected) => {
    expect(errorsOf(text)).toEqual([expected])
  })

  it.each([
    ['decided:2023-06', []],
    ['submitted:2023-06-07', ['2023-06-05 2023-06-11']],
    ['submitted:2023-06-05..2023-06-11', []],
    ['submitted:>=2023-06', ['2023-05-29 null']],
    ['submitted:<=2023-06', ['null 2023-07-02']],
    ['submitted:<2023-06-05', []],
    ['submitted:2024-01-01..', []],
  ])('VIS-5 tells of days widened to weeks: %s', (text, expected) => {
    const outcome = parseFilter(text, table)

    expect(outcome.ok && outcome.notices.map(({ from, to }) => `${from} ${to}`)).toEqual(expected)
  })

  it('VIS-4 reads ranges, also open ones', () => {
    expect(parsed('1-10 XOR 4-5')).toEqual({
      kind: 'xor',
      parts: [row({ op: '..', from: 1, to: 10 }), row({ op: '..', from: 4, to: 5 })],
    })
    expect(parsed('5-')).toEqual(row({ op: '>=', value: 5 }))
    expect(parsed('٥-')).toEqual(row({ op: '>=', value: 5 }))
    expect(parseFilter('1-10', { fields: table.fields })).toEqual({ ok: true, filter: words('1-10'), notices: [] })
  })

  // The limit is 1,024: the 1,025th term is already one too many.
  it.each([
    [1024, []],
    [1025, ['too_many_terms 7082 4']],
    [1026, ['too_many_terms 7082 4']],
  ])('VIS-4 takes up to 1,024 terms: %i', (count, expected) => {
    const text = Array.from({ length: count }, (_, i) => `${i}`).join(' OR ')

    expect(errorsOf(text)).toEqual(expected)
    expect(parseFilter(text, table).ok).toBe(count <= 1024)
  })

  it.each([
    ['', { kind: 'and', parts: [] }],
    ['  ', { kind: 'and', parts: [] }],
    ['a b', { kind: 'and', parts: [words('a'), words('b')] }],
    ['a and b AND c', { kind: 'and', parts: [words('a'), words('b'), words('c')] }],
    ['(a b) (c (d))', { kind: 'and', parts: [words('a'), words('b'), words('c'), words('d')] }],
    [
      'a or b xor c d',
      joined('or', [words('a'), joined('xor', [words('b'), joined('and', [words('c'), words('d')])])]),
    ],
    ['(a or b) c', joined('and', [joined('or', [words('a'), words('b')]), words('c')])],
    ['not a b', joined('and', [{ kind: 'not', part: words('a') }, words('b')])],
    ['NOT NOT(a)', { kind: 'not', part: { kind: 'not', part: words('a') } }],
    ['"a and b" “c”', joined('and', [words('a and b'), words('c')])],
    ['"say \\"yes\\" \\\\ \\n"', words('say "yes" \\ \\n')],
    [
      'name:"Ann B" NAME:ann',
      joined('and', [term('name', { is: 'text', value: 'Ann B' }), term('name', { is: 'text', value: 'ann' })]),
    ],
    ['state:In_Review', term('state', { is: 'choice', value: 'in_review' })],
    [
      'state:none or state:"none"',
      joined('or', [term('state', { is: 'missing' }), term('state', { is: 'choice', value: 'none' })]),
    ],
    [
      'restricted:yes decided:any',
      joined('and', [term('restricted', { is: 'flag', value: true }), term('decided', { is: 'present' })]),
    ],
    ['score:>=3.5', term('score', { is: 'number', range: { op: '>=', value: 3.5 } })],
    ['score:3-4.5', term('score', { is: 'number', range: { op: '..', from: 3, to: 4.5 } })],
    ['tag:~mine', term('tag', { is: 'tag', value: '~mine' })],
    ['12:30', words('12:30')],
    ['0701234567', words('0701234567')],
  ] as const)('understands %j', (text, expected) => {
    expect(parsed(text)).toEqual(expected)
  })

  it.each([
    ['colour:red', ['field_unknown 0 10']],
    ['constructor:x', ['field_unknown 0 13']],
    ['state:gone', ['value_unknown 0 10']],
    ['restricted:maybe', ['value_unknown 0 16']],
    ['name:', ['value_missing 0 5']],
    ['name:"—"', ['value_missing 0 8']],
    ['"" a', ['value_missing 0 2']],
    ['name:>a', ['comparison_not_possible 0 7']],
    ['score:high', ['not_a_number 0 10']],
    ['score:>', ['not_a_number 0 7']],
    ['score:1-2-3', ['not_a_number 0 11']],
    ['10-1', ['range_backwards 0 4']],
    ['colour:red ok state:gone', ['field_unknown 0 10', 'value_unknown 14 10']],
    ['a AND', ['operator_without_term 2 3']],
    ['OR a', ['operator_without_term 0 2']],
    ['a OR OR b', ['operator_without_term 5 2']],
    ['not', ['operator_without_term 0 3']],
    ['(a OR)', ['operator_without_term 3 2']],
    ['()', ['parentheses_empty 0 1']],
    ['(', ['parenthesis_not_closed 0 1']],
    ['x (a (b)', ['parenthesis_not_closed 2 1']],
    ['a)', ['parenthesis_not_opened 1 1']],
    [')', ['parenthesis_not_opened 0 1']],
    ['a "b', ['quote_not_closed 2 2']],
    ['name:"b', ['quote_not_closed 0 7']],
    ['x'.repeat(65_537), ['too_long 65536 1']],
  ])('refuses %.20s by code and place', (text, expected) => {
    expect(errorsOf(text)).toEqual(expected)
  })

  it.each([
    ['parentheses', (depth: number) => '('.repeat(depth) + 'a' + ')'.repeat(depth)],
    ['negations', (depth: number) => 'not '.repeat(depth) + 'a'],
  ])('goes 64 %s deep and no deeper', (_, text) => {
    expect(errorsOf(text(64))).toEqual([])
    expect(errorsOf(text(65)).map((error) => error.split(' ')[0])).toEqual(['too_deep'])
    expect(errorsOf(text(16_000)).map((error) => error.split(' ')[0])).toEqual(['too_deep'])
  })

  it.each([
    ['one long word', 'a'.repeat(65_536)],
    ['one long value', `score:${'1'.repeat(65_000)}`],
    ['dashes', `score:${'-'.repeat(65_000)}`],
    ['dots', `decided:${'.'.repeat(65_000)}`],
    ['colons', ':'.repeat(65_536)],
    ['quotes', '"'.repeat(65_536)],
    ['backslashes', `"${'\\'.repeat(65_000)}"`],
    ['open parentheses', '('.repeat(65_536)],
    ['spaces', ' '.repeat(65_536)],
  ])('is done in time with %s', (_, text) => {
    expect(secondsOf(() => parseFilter(text, table))).toBeLessThan(0.5)
  })
})

const lot = chance(20)
const oneOf = <T>(list: readonly [T, ...T[]]): T => list[lot.below(list.length)] ?? list[0]
const someText = (): string =>
  oneOf([
    'ann',
    'and',
    'OR',
    'none',
    'any',
    '5-',
    '2023-24',
    'a b',
    '"',
    '\\',
    '\\"x',
    'x:y',
    'name:z',
    '(c)',
    'مریم',
    '~t',
    '>1',
    "o'neil",
  ])
const someDate = (): string => oneOf(['2023', '2023-06', '2024-02-29', '1999-12-31'])
const rangeOf = <T>(value: () => T): Range<T> => ({ op: oneOf(['=', '<', '<=', '>', '>=']), value: value() })
const someTerm = (): Filter =>
  oneOf<() => Filter>([
    () => words(oneOf(['ann', 'and', 'a b', 'say "no" \\', 'x:y', '5-', 'not', 'none', '2023-12', '=a'])),
    () => term('name', { is: 'text', value: oneOf([someText().replace(/^["\\~]$/, 'x'), 'none']) }),
    () => term('state', { is: 'choice', value: oneOf(['in_review', 'vetting', 'none']) }),
    () => term('tag', { is: 'tag', value: someText() }),
    () => term('restricted', { is: 'flag', value: lot.below(2) === 0 }),
    () => term(oneOf(['name', 'score', 'decided']), { is: oneOf(['missing', 'present']) }),
    () => term('score', { is: 'number', range: rangeOf(() => oneOf([0, 7, 3.25, 999_999])) }),
    () => row({ op: '..', from: lot.below(5), to: 5 + lot.below(5) }),
    () => term('decided', { is: 'date', by: 'day', range: rangeOf(someDate) }),
    () =>
      term('submitted', {
        is: 'date',
        by: 'week',
        range: { op: '..', from: '2023', to: someDate().replace('1999', '2024') },
      }),
  ])()
function someFilter(depth: number): Filter {
  const kind = depth === 0 ? 'term' : oneOf<Joint | 'not' | 'term'>(['and', 'or', 'xor', 'not', 'term'])
  if (kind === 'term') return someTerm()
  if (kind === 'not') return { kind, part: someFilter(depth - 1) }

  return joined(
    kind,
    Array.from({ length: 2 + lot.below(3) }, () => someFilter(depth - 1)),
  )
}

describe('writing a filter', () => {
  it('gives what reads as the same filter again', () => {
    const filters = Array.from({ length: 1000 }, () => someFilter(3))

    expect(filters.map((filter) => parsed(printFilter(filter)))).toEqual(filters)
    expect(new Set(filters.map(printFilter)).size).toBeGreaterThan(500)
    expect(parsed(printFilter(parsed('')))).toEqual(parsed(''))
  })

  it.each([
    ['1-10 xor 4-5', 'row:1-10 XOR row:4-5'],
    ['5-', 'row:>=5'],
    ['not(a or b)and "c d"', 'NOT (a OR b) "c d"'],
    ['a or (b c)', 'a OR b c'],
    ['decided:2023-06.. state:NONE "none"', 'decided:>=2023-06 state:none none'],
    ['submitted:..2024', 'submitted:<=2024'],
    ['sent:>2023-12 or not Sent:none', 'submitted:>2023-12 OR NOT submitted:none'],
  ])('writes %s as %s', (text, expected) => {
    expect(printFilter(parsed(text))).toBe(expected)
  })
})
