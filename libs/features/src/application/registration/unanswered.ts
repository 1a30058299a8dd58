import { errorsAcross } from '#domain/application/referee-rules.js'
import type { FieldErrors } from '#platform/form/description.js'
import { readForm } from '#platform/form/read-form.js'
import { type FormSection, sections } from './forms/sections.js'
import { type Draft, type DraftStatus, statusOf } from './own-drafts.store.js'

/** What keeps one section from being sent: field path → error code. */
export interface Unanswered {
  readonly section: string
  readonly errors: FieldErrors
}

/** Every section that cannot be sent yet, in page order; empty when the application is complete. */
export function unanswered(draft: Draft, notOffered: readonly string[]): Unanswered[] {
  const across = acrossPages(draft)

  return sections
    .map((section) => ({
      section: section.key,
      errors: { ...across[section.key], ...errorsOf(section, draft, notOffered) },
    }))
    .filter(({ errors }) => Object.keys(errors).length > 0)
}

/** What is wrong with a section as it was saved, other pages considered; nothing for one never opened. */
export const savedErrors = (draft: Draft, key: string): FieldErrors => ({
  ...acrossPages(draft)[key],
  ...draft.get(key)?.errors,
})

/** How far a section is. */
export const progressOf = (draft: Draft, key: string): DraftStatus | 'not_started' =>
  draft.has(key) ? statusOf(savedErrors(draft, key)) : 'not_started'

const acrossPages = (draft: Draft) =>
  errorsAcross(Object.fromEntries([...draft].map(([key, { values }]) => [key, values])))

// A section never opened is judged as if it had been saved empty.
const errorsOf = ({ key, form }: FormSection, draft: Draft, notOffered: readonly string[]): FieldErrors =>
  draft.get(key)?.errors ?? readForm(form, {}, notOffered).errors
