import { mayReplace, type ReplacedIn, type SectionKind } from '#domain/application/replacing.js'
import { describeSection } from '#platform/form/section.js'
import { type FormSection, sectionByKey, sections } from '../forms/sections.js'
import { ShortNoticeForm } from '../forms/short-notice.form.js'

/** The one-question page of the waitlist. */
export const shortNotice: FormSection = { key: 'short-notice', form: ShortNoticeForm, minutes: 1 }
/** Sealed to `contact` and yet no way to reach the person. */
const notContact = new Set(['start', 'consents'])

/** What the section is for; safety and contact pages are known by the compartment they are sealed in. */
export function kindOf({ key, form }: FormSection): SectionKind {
  if (key === shortNotice.key) return 'short_notice'
  const { compartment } = describeSection(form)
  if (compartment === 'risk') return 'safety'

  return compartment === 'contact' && !notContact.has(key) ? 'contact' : 'other'
}

/** Sections the person may replace now, in page order. */
export const replaceableNow = (file: ReplacedIn): FormSection[] =>
  [...sections, shortNotice].filter((section) => mayReplace(file, { key: section.key, kind: kindOf(section) }))

/** The section of a key, the one-question page of the waitlist included; undefined for an unknown one. */
export const replaceableByKey = (key: string): FormSection | undefined =>
  key === shortNotice.key ? shortNotice : sectionByKey(key)
