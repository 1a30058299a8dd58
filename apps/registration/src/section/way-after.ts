import { type FormSection, sections } from '#features/application/registration/forms/sections.js'
import { describeSection } from '#platform/form/section.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import type { PostedSection } from './posted-section.js'

/** What was read of the page: its answers as saved, and whether any is wrong or missing. */
interface Saved {
  readonly values: object
  readonly hasErrors: boolean
}

/** The page that follows a save. */
export function wayAfter(words: Words, section: FormSection, posted: PostedSection, saved: Saved): string {
  const { language, press, change, entriesOf } = posted
  const paths = pathsFor(language ?? words.lang)
  const again = paths.section(section.key)
  const changing = change === null ? '' : `change=${change}`
  if (entriesOf !== null)
    return `${withQuery(again, changing, `more=${entriesOf}`)}#${nextEntry(section, entriesOf, saved)}`
  if (language !== null) return withQuery(again, changing)
  if (press === 'leave') return paths.sections
  if (saved.hasErrors) return withQuery(again, changing)
  if (change !== null) return `${paths.answers}#row-${change}`
  const next = sections[sections.indexOf(section) + 1]
  return next ? paths.section(next.key) : paths.answers
}

const withQuery = (path: string, ...parts: readonly string[]): string =>
  [path, parts.filter(Boolean).join('&')].filter(Boolean).join('?')

/** The first control of the entry that comes after those filled in. */
function nextEntry(section: FormSection, name: string, { values }: Saved): string {
  const entries: unknown = Reflect.get(values, name)
  const { fields = [], max = Infinity } =
    describeSection(section.form).fields.find((field) => field.name === name) ?? {}
  const count = Array.isArray(entries) ? entries.length : 0

  return `${name}.${Math.min(count, max - 1)}.${fields[0]?.name ?? ''}`
}
