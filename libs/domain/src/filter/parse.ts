import type { FilterTable } from './fields.js'
import { type TermFlaw, termOf, type Word } from './terms.js'
import { type Place, type Token, tokensOf } from './tokens.js'
import { type Filter, joined, type Joint } from './tree.js'
import { daysOf, wholeWeeks } from './written-date.js'

export type FilterFlaw =
  | TermFlaw
  | 'too_long'
  | 'too_many_terms'
  | 'too_deep'
  | 'quote_not_closed'
  | 'parenthesis_not_closed'
  | 'parenthesis_not_opened'
  | 'parentheses_empty'
  | 'operator_without_term'

/** What is wrong, and where. */
export interface FilterError extends Place {
  readonly code: FilterFlaw
}

/** What the reader of the list has to be told: days of this field are stored by the week, so these days were taken. */
export interface FilterNotice extends Place {
  readonly code: 'widened_to_week'
  readonly field: string
  readonly from: string | null
  readonly to: string | null
}

export type ParsedFilter =
  | { readonly ok: true; readonly filter: Filter; readonly notices: readonly FilterNotice[] }
  | { readonly ok: false; readonly errors: readonly FilterError[] }

/** 1,024 terms are a filter, the 1,025th makes it none. */
const mostTerms = 1024
const mostDepth = 64
const mostLetters = 65_536

/**
 * Reads a filter: terms `field:value`, ranges, quoted and free text, joined by `and` (also by nothing), `xor`, `or`, in
 * that order of strength, with `not` and parentheses. Either the whole of it is understood, or nothing is and every error
 * has its code and place: a filter that is half understood would show more than was asked for. Nothing typed lets
 * everything through. Takes time in proportion to its length, and goes 64 parentheses or `not` deep.
 */
export function parseFilter(text: string, table: FilterTable): ParsedFilter {
  if (text.length > mostLetters)
    return refused([{ code: 'too_long', at: mostLetters, length: text.length - mostLetters }])
  const { tokens, unclosed } = tokensOf(text)
  if (unclosed) return refused([{ code: 'quote_not_closed', ...unclosed }])
  const reading: Reading = { tokens, table, next: 0, terms: 0, errors: [], notices: [] }
  const filter = tokens.length === 0 ? joined('and', []) : jointAt(reading, 0, 0)
  const rest = tokens[reading.next]
  if (filter && rest) fail(reading, 'parenthesis_not_opened', rest)
  if (!filter || reading.errors.length > 0) return refused(reading.errors)

  return { ok: true, filter, notices: reading.notices }
}

const refused = (errors: readonly FilterError[]): ParsedFilter => ({ ok: false, errors })

/** How far the parser has come. An error of a term is noted and passed over; after one of form it stops (null). */
interface Reading {
  readonly tokens: readonly Token[]
  readonly table: FilterTable
  readonly errors: FilterError[]
  readonly notices: FilterNotice[]
  next: number
  terms: number
}

/** Weakest first. */
const joints: readonly Joint[] = ['or', 'xor', 'and']

function jointAt(reading: Reading, strength: number, depth: number): Filter | null {
  const kind = joints[strength]
  if (!kind) return negationAt(reading, depth)
  const parts: Filter[] = []
  do {
    const part = jointAt(reading, strength + 1, depth)
    if (!part) return null
    parts.push(part)
  } while (goesOn(reading, kind))

  return joined(kind, parts)
}

/** Whether another part follows; an operator is taken. Terms side by side are joined by `and`. */
function goesOn(reading: Reading, kind: Joint): boolean {
  const token = reading.tokens[reading.next]
  if (token?.kind !== 'operator') return kind === 'and' && token !== undefined && token.kind !== 'close'
  if (token.operator === 'not') return kind === 'and'
  if (token.operator !== kind) return false
  reading.next += 1

  return true
}

function negationAt(reading: Reading, depth: number): Filter | null {
  const first = reading.next
  while (isNot(reading.tokens[reading.next])) reading.next += 1
  const negations = reading.next - first
  const part = partAt(reading, depth + negations)

  return part && Array.from({ length: negations }).reduce<Filter>((inner) => ({ kind: 'not', part: inner }), part)
}

const isNot = (token: Token | undefined): boolean => token?.kind === 'operator' && token.operator === 'not'

function partAt(reading: Reading, depth: number): Filter | null {
  const token = reading.tokens[reading.next]
  const before = reading.tokens[reading.next - 1]
  if (depth > mostDepth && token) return fail(reading, 'too_deep', token)
  if (token?.kind === 'word') return wordAt(reading, token)
  if (token?.kind === 'open') return groupAt(reading, token, depth)
  if (token?.kind === 'operator') return fail(reading, 'operator_without_term', token)
  if (before?.kind === 'operator') return fail(reading, 'operator_without_term', before)
  if (before?.kind === 'open') return fail(reading, token ? 'parentheses_empty' : 'parenthesis_not_closed', before)

  return fail(reading, 'parenthesis_not_opened', token ?? { at: 0, length: 0 })
}

function groupAt(reading: Reading, open: Token, depth: number): Filter | null {
  reading.next += 1
  const filter = jointAt(reading, 0, depth + 1)
  if (!filter) return null
  if (reading.tokens[reading.next]?.kind !== 'close') return fail(reading, 'parenthesis_not_closed', open)
  reading.next += 1

  return filter
}

function wordAt(reading: Reading, word: Word): Filter | null {
  reading.terms += 1
  if (reading.terms > mostTerms) return fail(reading, 'too_many_terms', word)
  reading.next += 1
  const term = termOf(word, reading.table)
  if (typeof term === 'string') {
    fail(reading, term, word)
    return joined('and', [])
  }
  noteWeeks(reading, term, word)

  return term
}

function noteWeeks({ notices }: Reading, term: Filter, { at, length }: Place): void {
  if (term.kind !== 'term' || term.test.is !== 'date' || term.test.by !== 'week') return
  const days = daysOf(term.test.range)
  const { from, to } = wholeWeeks(days)
  if (from !== days.from || to !== days.to) {
    notices.push({ code: 'widened_to_week', field: term.field, from, to, at, length })
  }
}

function fail({ errors }: Reading, code: FilterFlaw, { at, length }: Place): null {
  errors.push({ code, at, length })
  return null
}
