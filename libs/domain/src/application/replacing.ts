/** What a section of the form is for, as far as replacing it goes. */
export type SectionKind = 'contact' | 'safety' | 'short_notice' | 'other'

export interface ReplacedIn {
  readonly state: string
  /** Sections named by the question that is open. */
  readonly openSections: readonly string[]
}

/** Kinds a person may replace in each state; a state that is not named allows none (DOMAIN: application states). */
const kindsIn: Readonly<Record<string, readonly SectionKind[]>> = {
  submitted: ['contact', 'safety', 'other'],
  screening: ['contact', 'safety'],
  more_info: ['contact'],
  in_review: ['contact', 'safety'],
  vetting: ['contact', 'safety'],
  board: ['contact', 'safety'],
  waitlisted: ['contact', 'safety', 'short_notice'],
  invited: ['contact', 'safety'],
  confirmed: ['contact', 'safety'],
}

/** True when this section may be replaced now: by its kind, or because the open question names it. */
export const mayReplace = (file: ReplacedIn, section: { readonly key: string; readonly kind: SectionKind }): boolean =>
  (kindsIn[file.state] ?? []).includes(section.kind) ||
  (file.state === 'more_info' && file.openSections.includes(section.key))
