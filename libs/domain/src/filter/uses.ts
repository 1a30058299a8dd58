import { type FilterTable, fieldOf } from './fields.js'
import type { Filter, Test } from './tree.js'

/** The fields a filter asks; the empty name for free text. */
export function fieldsIn(filter: Filter): ReadonlySet<string> {
  if (filter.kind === 'words') return new Set([''])
  if (filter.kind === 'term') return new Set([filter.field])
  if (filter.kind === 'not') return fieldsIn(filter.part)

  return new Set(filter.parts.flatMap((part) => [...fieldsIn(part)]))
}

const code = /^~?[a-z\d][a-z\d_-]{0,31}$/

/**
 * True when a filter says nothing but codes, classes, days and figures: no free text, and no part of a text field. Only
 * such a filter may stand in an address or be kept, since names are typed into the others.
 */
export function saysOnlyCodes(filter: Filter, table: FilterTable): boolean {
  if (filter.kind === 'words') return false
  if (filter.kind === 'not') return saysOnlyCodes(filter.part, table)
  if (filter.kind !== 'term') return filter.parts.every((part) => saysOnlyCodes(part, table))
  const { test } = filter
  if (test.is === 'text') return false

  return test.is !== 'tag' || (fieldOf(table, filter.field) !== undefined && code.test(test.value))
}

/** The values a filter asks of fields that have any words as values, by field. */
export function tagsAsked(filter: Filter): readonly { readonly field: string; readonly value: string }[] {
  if (filter.kind === 'words') return []
  if (filter.kind === 'not') return tagsAsked(filter.part)
  if (filter.kind !== 'term') return filter.parts.flatMap(tagsAsked)

  return isTag(filter.test) ? [{ field: filter.field, value: filter.test.value }] : []
}

const isTag = (test: Test): test is Extract<Test, { readonly is: 'choice' | 'tag' }> => test.is === 'tag'
