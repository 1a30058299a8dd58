import { latinDigits } from '../digits.js'
import { comparableName } from '../name/comparable-name.js'
import { type FilterField, type FilterTable, fieldOf, nameNow } from './fields.js'
import type { Token } from './tokens.js'
import type { Comparison, Filter, Range, Test } from './tree.js'
import { isWrittenDate, looksLikeDate } from './written-date.js'

/** What is wrong with one term. */
export type TermFlaw =
  | 'field_missing'
  | 'field_unknown'
  | 'value_missing'
  | 'value_unknown'
  | 'comparison_not_possible'
  | 'not_a_number'
  | 'not_a_date'
  | 'date_without_field'
  | 'range_backwards'

export type Word = Extract<Token, { kind: 'word' }>

/** Reads one word of a filter as a question to a field, a bare range, or free text. */
export function termOf(word: Word, table: FilterTable): Filter | TermFlaw {
  if (word.prefix !== null) {
    const name = nameNow(table, word.prefix)
    const field = fieldOf(table, name)
    if (!field) return 'field_unknown'
    const test = testOf(word, field)
    return typeof test === 'string' ? test : { kind: 'term', field: name, test }
  }
  if (!word.isQuoted && /^[<>=]/.test(word.value)) return 'field_missing'
  const text = latinDigits(word.value)
  if (!word.isQuoted && looksLikeDate(text)) return isWrittenDate(text) ? 'date_without_field' : 'not_a_date'
  if (!word.isQuoted && table.rangeField !== undefined && /^\d{1,6}(?:-\d{0,6})?$/.test(text)) {
    const range = numberRange(text)
    return typeof range === 'string' ? range : { kind: 'term', field: table.rangeField, test: { is: 'number', range } }
  }

  return comparableName(word.value) === '' ? 'value_missing' : { kind: 'words', text: word.value }
}

function testOf({ value, isQuoted }: Word, field: FilterField): Test | TermFlaw {
  if (value === '') return 'value_missing'
  const bare = isQuoted ? '' : value.toLowerCase()
  if (bare === 'none') return { is: 'missing' }
  if (bare === 'any') return { is: 'present' }
  if (field.type === 'number') return withRange(numberRange(latinDigits(value)), (range) => ({ is: 'number', range }))
  if (field.type === 'date') {
    return withRange(dateRange(latinDigits(value)), (range) => ({ is: 'date', range, by: field.by }))
  }
  if (/^[<>=]/.test(bare)) return 'comparison_not_possible'

  return wordTest(value, field)
}

function wordTest(value: string, field: Exclude<FilterField, { type: 'number' | 'date' }>): Test | TermFlaw {
  if (field.type === 'tag') return { is: 'tag', value }
  if (field.type === 'text') return comparableName(value) === '' ? 'value_missing' : { is: 'text', value }
  const known = (field.type === 'flag' ? ['yes', 'no'] : field.values).find(
    (one) => one.toLowerCase() === value.toLowerCase(),
  )
  if (known === undefined) return 'value_unknown'

  return field.type === 'flag' ? { is: 'flag', value: known === 'yes' } : { is: 'choice', value: known }
}

const withRange = <T>(range: Range<T> | TermFlaw, test: (range: Range<T>) => Test): Test | TermFlaw =>
  typeof range === 'string' ? range : test(range)

/** `5`, `>5`, `>=5`, `<5`, `<=5`, `=5`, `1-10`, `5-`; no sign, at most six digits before and after the point. */
function numberRange(text: string): Range<number> | TermFlaw {
  const [, from, to] = /^([^-]+)-([^-]*)$/.exec(text) ?? []
  if (from === undefined) return compared(text, numberOf) ?? 'not_a_number'
  const first = numberOf(from)
  if (first === null) return 'not_a_number'
  if (to === '') return { op: '>=', value: first }

  return spanned(first, numberOf(to ?? ''), 'not_a_number')
}

const numberOf = (text: string): number | null => (/^\d{1,6}(?:\.\d{1,6})?$/.test(text) ? Number(text) : null)

/** A year, month or day, compared as numbers are; `2023-06..2024-01`, `2023-06..`, `..2024-01`. */
function dateRange(text: string): Range<string> | TermFlaw {
  const [from, to, ...more] = text.split('..')
  if (from === undefined || to === undefined || more.length > 0) return compared(text, dateOf) ?? 'not_a_date'
  const [first, last] = [dateOf(from), dateOf(to)]
  if (from === '') return last === null ? 'not_a_date' : { op: '<=', value: last }
  if (first === null) return 'not_a_date'

  return to === '' ? { op: '>=', value: first } : spanned(first, last, 'not_a_date')
}

const dateOf = (text: string): string | null => (isWrittenDate(text) ? text : null)

function compared<T>(text: string, read: (text: string) => T | null): Range<T> | null {
  const [, op = '', rest = ''] = /^([<>]=?|=?)(.*)$/s.exec(text) ?? []
  const value = read(rest)
  return value === null ? null : { op: op === '' ? '=' : (op as Comparison), value }
}

/** Dates of different length compare by what both have: 2023 to 2023-06 is forwards. */
function spanned<T extends string | number>(from: T, to: T | null, flaw: TermFlaw): Range<T> | TermFlaw {
  if (to === null) return flaw
  const isBackwards =
    typeof from === 'string' && typeof to === 'string' ? from.slice(0, to.length) > to.slice(0, from.length) : from > to

  return isBackwards ? 'range_backwards' : { op: '..', from, to }
}
