import { comparableName } from '../name/comparable-name.js'
import { type FilterTable, fieldOf } from './fields.js'

/** Texts, numbers, days (`YYYY-MM-DD`; the Monday where weeks are stored), claims; several texts for choices and tags. */
export type FilterValue = string | number | boolean | readonly string[] | null

/**
 * One row as its viewer may see it. A hidden field has no value here at all, so nothing that is asked of a record can
 * depend on it.
 */
export interface FilterRecord {
  readonly values: ReadonlyMap<string, FilterValue>
  readonly hidden: ReadonlySet<string>
  /** Text fields as they are searched; all of them under the empty name. */
  readonly texts: ReadonlyMap<string, string>
}

/**
 * Takes out of a row what its viewer may not see. Which fields are hidden must follow from viewer and row alone (role,
 * assignment, own review), never from whether the field has a value: a decision is hidden before it is made as after.
 */
export function seenRecord(
  table: FilterTable,
  row: Readonly<Record<string, FilterValue | undefined>>,
  hidden: ReadonlySet<string>,
): FilterRecord {
  const values = new Map<string, FilterValue>()
  const texts = new Map<string, string>()
  for (const [name, value] of Object.entries(row)) {
    const field = fieldOf(table, name)
    if (!field || hidden.has(name) || value === undefined || isEmpty(value)) continue
    values.set(name, value)
    if (field.type === 'text') texts.set(name, textsOf(value).map(comparableName).join('\n'))
  }
  texts.set('', [...texts.values()].join('\n'))

  return { values, hidden, texts }
}

const isEmpty = (value: FilterValue): boolean =>
  value === null || value === '' || (Array.isArray(value) && value.length === 0)

// Names as they are, by the letters' order and not by their case; one order for every reader of the list.
const collator = new Intl.Collator('en')

/**
 * Sorts rows by a value of theirs: texts and days go up, figures down (who waits longest, what scored highest). A row that has
 * none, or none its viewer sees, is last either way.
 */
export function inOrder(one: FilterValue | undefined, other: FilterValue | undefined): number {
  if (one === undefined || other === undefined) return Number(one === undefined) - Number(other === undefined)
  return typeof one === 'number' && typeof other === 'number'
    ? other - one
    : collator.compare(String(one), String(other))
}

/** A value as texts. */
export const textsOf = (value: FilterValue): readonly string[] =>
  typeof value === 'object' ? (value ?? []) : [String(value)]

export interface Tag {
  readonly name: string
  /** Whose private tag it is; null for one all may see. */
  readonly owner: string | null
}

/** The tags of a row for one viewer: all shared ones, and their own private ones with `~` before the name. */
export const tagsSeenBy = (viewer: string, tags: readonly Tag[]): string[] =>
  tags.flatMap(({ name, owner }) => {
    if (owner === null) return [name.replace(/^~+/, '')]
    return owner === viewer ? [`~${name}`] : []
  })
