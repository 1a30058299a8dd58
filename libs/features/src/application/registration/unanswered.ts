import type { FieldErrors } from '#platform/form/description.js'
import { readForm } from '#platform/form/read-form.js'
import { type FormSection, sections } from './forms/sections.js'
import type { Draft } from './own-drafts.store.js'

/** What keeps one section from being sent: field path → error code. */
export interface Unanswered {
  readonly section: string
  readonly errors: FieldErrors
}

/** Every section that cannot be sent yet, in page order; empty when the application is complete. */
export const unanswered = (draft: Draft): Unanswered[] =>
  sections
    .map((section) => ({ section: section.key, errors: errorsOf(section, draft) }))
    .filter(({ errors }) => Object.keys(errors).length > 0)

// A section never opened is judged as if it had been saved empty.
const errorsOf = ({ key, form }: FormSection, draft: Draft): FieldErrors =>
  draft.get(key)?.errors ?? readForm(form, {}).errors
