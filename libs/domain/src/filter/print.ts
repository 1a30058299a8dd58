import { isOperator } from './tokens.js'
import type { Filter, Range, Test } from './tree.js'

/** The one way a filter is written: reading it gives the same filter again. */
export const printFilter = (filter: Filter): string => written(filter, 0)

/** How strongly a kind holds its parts together. */
const strengths = { or: 1, xor: 2, and: 3, not: 4, words: 5, term: 5 } as const
const between = { or: ' OR ', xor: ' XOR ', and: ' ' } as const

function written(filter: Filter, outer: number): string {
  const strength = strengths[filter.kind]
  const text = unbraced(filter, strength)

  return strength < outer ? `(${text})` : text
}

function unbraced(filter: Filter, strength: number): string {
  if (filter.kind === 'words') return isPlain(filter.text) ? filter.text : inQuotes(filter.text)
  if (filter.kind === 'term') return `${filter.field}:${writtenTest(filter.test)}`
  if (filter.kind === 'not') return `NOT ${written(filter.part, strength)}`

  return filter.parts.map((part) => written(part, strength + 1)).join(between[filter.kind])
}

function writtenTest(test: Test): string {
  if (test.is === 'missing') return 'none'
  if (test.is === 'present') return 'any'
  if (test.is === 'flag') return test.value ? 'yes' : 'no'
  if (test.is === 'number') return writtenRange(test.range, '-')
  if (test.is === 'date') return writtenRange(test.range, '..')

  return isPlainValue(test.value) ? test.value : inQuotes(test.value)
}

function writtenRange(range: Range<string | number>, dash: string): string {
  if (range.op === '..') return `${range.from}${dash}${range.to}`
  return `${range.op === '=' ? '' : range.op}${range.value}`
}

/** Letters only: no number, date, field or operator can be read into it. */
const isPlain = (text: string): boolean => /^[\p{L}\p{M}]+$/u.test(text) && !isOperator(text)
const isPlainValue = (text: string): boolean => /^~?[\p{L}\p{M}\p{N}_-]+$/u.test(text) && !/^(?:none|any)$/i.test(text)
const inQuotes = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`
