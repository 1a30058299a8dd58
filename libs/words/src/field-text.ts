import type { WordValues } from './compiled.js'
import type { Words } from './words.js'

/** Number of an entry in a path: `safe_channels.0.handle`. */
const entry = /\.\d+(?=\.|$)/g

/** The question of a field; the path may hold entry numbers, which the catalogue's keys do not. */
export const fieldLabel = (words: Words, path: string, values?: WordValues): string =>
  words.find(`field.${path.replace(entry, '')}.label`, values) ?? path

/**
 * The sentence for a field's error code, the same in summary, at the field and in the API: the field's own text if the
 * catalogue has one (`error.<id>.<code>`), else the general one, which names the field. `values` may hold limit and max.
 */
export function fieldErrorText(words: Words, path: string, code: string, values: WordValues = {}): string {
  const id = path.replace(entry, '')
  const field = fieldLabel(words, path, values)

  return words.find(`error.${id}.${code}`, values) ?? words.find(`error.${code}`, { ...values, field }) ?? field
}
