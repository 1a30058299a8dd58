/**
 * What a field of a list holds. `text` is searched for a part of it; `choice` has one of these values, or several; `tag`
 * has any words as values, a private one beginning with `~`. `by: 'week'`: only the Monday of its week is stored.
 */
export type FilterField =
  | { readonly type: 'text' }
  | { readonly type: 'number' }
  | { readonly type: 'flag' }
  | { readonly type: 'tag' }
  | { readonly type: 'date'; readonly by: 'day' | 'week' }
  | { readonly type: 'choice'; readonly values: readonly string[] }

/** Fields by name: lower-case letters, digits, `_` and `-`, the first a letter. */
export interface FilterTable {
  readonly fields: Readonly<Record<string, FilterField>>
  /** Number field that a range without a field name (`1-10`) is about; without one it is free text. */
  readonly rangeField?: string
  /** What fields were called before, and are now: read, never written. */
  readonly formerNames?: Readonly<Record<string, string>>
}

/** The name a field goes by. */
export const nameNow = ({ formerNames = {} }: FilterTable, name: string): string =>
  Object.hasOwn(formerNames, name) ? (formerNames[name] ?? name) : name

export const fieldOf = ({ fields }: FilterTable, name: string): FilterField | undefined =>
  Object.hasOwn(fields, name) ? fields[name] : undefined
