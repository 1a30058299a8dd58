/** A person to be asked, as the applicant named them. */
export interface Referee {
  readonly name: string
  readonly organisation: string
  readonly relation: string
  /** BCP 47 */
  readonly language: string
  /** A mail address, or how else they are reached. */
  readonly channel: string
}

/** What the vetting lead asks referees with, and what these may see of the applicant. */
export interface RefereesToAsk {
  /** Empty where somebody of staff or a partner of record knows the person instead. */
  readonly referees: readonly Referee[]
  readonly shown: { readonly name: string; readonly organisation?: string }
  readonly knownTo?: { readonly name: string; readonly code: string }
}

/**
 * The channels, repeated for vetting, and the name a referee may see: the chosen one, with the organisation only if the
 * applicant said so.
 */
export function refereesToAsk(
  draft: ReadonlyMap<string, { readonly values: Readonly<Record<string, unknown>> }>,
): RefereesToAsk {
  const answers = draft.get('references')?.values ?? {}
  const organisation = text(draft.get('work')?.values.organisation)
  const isOrganisationShown = answers.may_show_referee === 'name_and_organisation' && organisation !== ''
  const isKnown = answers.known_to_us === true

  return {
    referees: isKnown ? [] : entries(answers.referees).map(asReferee),
    ...(isKnown && { knownTo: { name: text(answers.voucher_name), code: text(answers.voucher_code) } }),
    shown: {
      name: text(draft.get('contact')?.values.display_name),
      ...(isOrganisationShown && { organisation }),
    },
  }
}

/** One entry of the form; what was left out is ''. */
export const asReferee = (entry: object): Referee => ({
  name: text(Reflect.get(entry, 'name')),
  organisation: text(Reflect.get(entry, 'organisation')),
  relation: text(Reflect.get(entry, 'relation')),
  language: text(Reflect.get(entry, 'language')),
  channel: text(Reflect.get(entry, 'channel')),
})

const entries = (value: unknown): object[] => (Array.isArray(value) ? value : [])
const text = (value: unknown): string => (typeof value === 'string' ? value : '')
