import { errorsAcross } from '#domain/application/referee-rules.js'
import type { FieldErrors, FormClass } from '#platform/form/description.js'
import { type NotOffered, offerErrors, offeredNames, unaskedNames } from '#platform/form/offer.js'
import { readForm } from '#platform/form/read-form.js'
import { type FormSection, sectionByKey, sections } from './forms/sections.js'
import { type Draft, type DraftSection, type DraftStatus, statusOf } from './own-drafts.store.js'

/** What keeps one section from being sent: field path → error code. */
export interface Unanswered {
  readonly section: string
  readonly errors: FieldErrors
}

/** Every section that cannot be sent yet, in page order; empty when the application is complete. */
export function unanswered(draft: Draft, notOffered: NotOffered): Unanswered[] {
  const across = acrossPages(draft)

  return sections
    .map((section) => ({
      section: section.key,
      errors: { ...across[section.key], ...errorsOf(section, draft, notOffered) },
    }))
    .filter(({ errors }) => Object.keys(errors).length > 0)
}

/** What is wrong with a section as it was saved, other pages and the offer considered; nothing for one never opened. */
export function savedErrors(draft: Draft, key: string, notOffered: NotOffered): FieldErrors {
  const section = sectionByKey(key)

  return { ...acrossPages(draft)[key], ...(section && draft.has(key) && errorsOf(section, draft, notOffered)) }
}

/** How far a section is. */
export const progressOf = (draft: Draft, key: string, notOffered: NotOffered): DraftStatus | 'not_started' =>
  draft.has(key) ? statusOf(savedErrors(draft, key, notOffered)) : 'not_started'

/** The section somebody wrote in last, where it is not done yet: they left in the middle of it. Null when it is done. */
export function leftInMiddle(draft: Draft, notOffered: NotOffered): string | null {
  const timeOf = ({ key }: FormSection) => draft.get(key)?.savedAt ?? 0
  const [last] = sections.filter((section) => timeOf(section) > 0).toSorted((a, b) => timeOf(b) - timeOf(a))

  return last && progressOf(draft, last.key, notOffered) !== 'done' ? last.key : null
}

const acrossPages = (draft: Draft) =>
  errorsAcross(Object.fromEntries([...draft].map(([key, { values }]) => [key, values])))

// A section never opened is judged as if it had been saved empty; one saved, by what the edition offers now.
function errorsOf({ key, form }: FormSection, draft: Draft, notOffered: NotOffered): FieldErrors {
  const saved = draft.get(key)
  if (!saved) return readForm(form, {}, notOffered).errors
  const unasked = unaskedNames(form, notOffered)
  const kept = Object.entries(saved.errors).filter(
    ([path, code]) => code !== 'not_offered' && !unasked.includes(path.split('.')[0] ?? ''),
  )

  return {
    ...askedSince(form, saved.values, notOffered),
    ...Object.fromEntries(kept),
    ...offerErrors(form, saved.values, notOffered),
  }
}

// A question that was not offered when the section was saved left no error then: without an answer it is judged as on a
// page saved empty. Only these are judged anew.
function askedSince(form: FormClass, values: DraftSection['values'], notOffered: NotOffered): FieldErrors {
  const open = offeredNames(form, notOffered).filter((name) => values[name] === undefined)
  if (open.length === 0) return {}
  const { errors } = readForm(form, {}, notOffered)

  return Object.fromEntries(Object.entries(errors).filter(([path]) => open.includes(path.split('.')[0] ?? '')))
}
