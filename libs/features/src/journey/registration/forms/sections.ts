import type { FormClass } from '#platform/form/description.js'
import { DocumentForm } from './document.form.js'
import { PersonForm } from './person.form.js'
import { VisitsForm } from './visits.form.js'

export interface IdentitySection {
  readonly key: string
  readonly form: FormClass
  readonly minutes: number
}

/** The pages after confirming, in order; each is sealed to `identity` at once and cannot be read back. */
export const identitySections: readonly IdentitySection[] = [
  { key: 'document', form: DocumentForm, minutes: 4 },
  { key: 'person', form: PersonForm, minutes: 3 },
  { key: 'visits', form: VisitsForm, minutes: 4 },
]

/** The section of a key; undefined for an unknown one. */
export const identitySectionByKey = (key: string): IdentitySection | undefined =>
  identitySections.find((section) => section.key === key)
