/** A year, a month or a day as written: `2023`, `2023-06`, `2023-06-30`; years 1900 to 2999. */
export type WrittenDate = string

export type Comparison = '=' | '<' | '<=' | '>' | '>='

/** A comparison with one value, or from one to another, both included. */
export type Range<T> =
  | { readonly op: Comparison; readonly value: T }
  | { readonly op: '..'; readonly from: T; readonly to: T }

/** What a field is asked for. `missing`, `present`: whether it has a value at all (`none`, `any`). */
export type Test =
  | { readonly is: 'missing' }
  | { readonly is: 'present' }
  | { readonly is: 'text'; readonly value: string }
  | { readonly is: 'choice' | 'tag'; readonly value: string }
  | { readonly is: 'flag'; readonly value: boolean }
  | { readonly is: 'number'; readonly range: Range<number> }
  | { readonly is: 'date'; readonly range: Range<WrittenDate>; readonly by: 'day' | 'week' }

export type Joint = 'and' | 'or' | 'xor'

/** A filter as it was understood. `words` is free text; `and` of nothing lets everything through. */
export type Filter =
  | { readonly kind: Joint; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'term'; readonly field: string; readonly test: Test }

/** Joins parts; one alone stays itself, and parts of the same kind become one row: all three are associative. */
export function joined(kind: Joint, parts: readonly Filter[]): Filter {
  const [only, ...more] = parts
  if (only && more.length === 0) return only

  return { kind, parts: parts.flatMap((part) => (part.kind === kind ? part.parts : [part])) }
}
