import type { Filter } from '#domain/filter/tree.js'
import { tagsAsked } from '#domain/filter/uses.js'
import { tagsOf } from './searchable.js'
import type { WorkingSet } from './working-sets.js'

/** A value that no file of the viewer has. */
export interface UnknownValue {
  readonly field: string
  readonly value: string
}

/** The first value asked that is none: what somebody else alone may know is as unknown as what nobody ever wrote. */
export function unknownValue(set: WorkingSet, filter: Filter): UnknownValue | null {
  const asked = tagsAsked(filter)
  if (asked.length === 0) return null
  const tags = new Set(set.seen.flatMap((file) => tagsOf(set.actor, file, set.facts.tags?.get(file.id) ?? [])))
  const waves = new Set(set.seen.map(({ wave }) => wave.toLowerCase()))
  const known: Readonly<Record<string, ReadonlySet<string>>> = { tag: tags, wave: waves }

  return asked.find(({ field, value }) => !known[field]?.has(value.toLowerCase())) ?? null
}
