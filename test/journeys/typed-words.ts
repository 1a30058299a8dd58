import { sections } from '#features/application/registration/forms/sections.js'
import { identitySections } from '#features/journey/registration/forms/sections.js'
import type { FieldDescription } from '#platform/form/description.js'
import { describeSection } from '#platform/form/section.js'

const fields = [...sections, ...identitySections].flatMap(({ form }) => describeSection(form).fields)

/** A case number has its own six symbols, so no mark fits into it. */
const fixed = new Set(['voucher_code'])

/** Ids of the questions answered in the person's own words; figures of three digits cannot carry a mark either. */
const openQuestions = (some: readonly FieldDescription[]): string[] =>
  some.flatMap((field) => {
    const isOpen =
      ['text', 'textarea', 'email'].includes(field.control) && field.numeric !== true && !fixed.has(field.id)
    return [...(isOpen ? [field.id] : []), ...openQuestions(field.fields ?? [])]
  })

const isMarked = (text: string, stem: string): boolean => text.toUpperCase().includes(stem)

/** Every text that was typed and carries the stem, as it was typed. */
export const typedIn = (value: unknown, stem: string): string[] => {
  if (typeof value === 'string') return isMarked(value, stem) ? [value] : []
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap((one) => typedIn(one, stem)) : []
}

/** Ids of the fields below this value that carry the stem; entries of a list are one field. */
const markedFields = (value: unknown, stem: string, at = ''): string[] => {
  if (typeof value === 'string') return isMarked(value, stem) ? [at] : []
  if (Array.isArray(value)) return value.flatMap((one) => markedFields(one, stem, at))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, one]) => markedFields(one, stem, at ? `${at}.${name}` : name))
}

/** Open questions of both forms that none of these pages of answers put the stem into: a leak there would not show. */
export function unmarkedQuestions(pages: readonly object[], stem: string): string[] {
  const marked = new Set(pages.flatMap((answers) => markedFields(answers, stem)))
  return openQuestions(fields).filter((id) => !marked.has(id))
}

/** A travel document of Kenya, as it is typed. */
export const papers = (mark: string) => ({
  document_kind: 'ordinary',
  issuer: 'KE',
  number: `${mark}1`,
  issue_date: { day: '1', month: '6', year: '2021' },
  expiry_date: { day: '31', month: '5', year: '2031' },
  biometric_chip: 'yes',
  blank_pages: '6',
  passport_name_native: `${mark}-native`,
  has_mrz: 'yes',
  mrz_primary_identifier: mark.replace(/\d/g, 'X'),
  mrz_secondary_identifier: mark.replace(/\d/g, 'Y'),
  nationality_of_document: 'KE',
  document_sex_marker: 'F',
  birth_date: { day: '20', month: '5', year: '1988' },
  birth_place: `${mark}-born`,
  legal_residence: { country: 'KE', permit_kind: 'citizen' },
  wake_on_travel_days: 'no',
})
