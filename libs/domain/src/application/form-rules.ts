import { onlyZoneOf, zonesOf } from '../place/time-zones.js'
import { isWebAddress } from './web-address.js'

/** Field path → error code. */
export type FormErrors = Readonly<Record<string, string>>

export interface StartAnswers {
  readonly adult_on_arrival?: string
}

/** True when the person said they will not be of age on arrival: the kind page follows and nothing is stored. */
export const isTooYoung = (answers: StartAnswers): boolean => answers.adult_on_arrival === 'no'

export interface ContactAnswers {
  readonly code_word?: string
  readonly no_code_word?: boolean
}

/** A spoken word of at least two signs, or the tick that none is wanted. */
export function contactErrors({ code_word: word, no_code_word: none }: ContactAnswers): FormErrors {
  if (none) return word ? { code_word: 'both_given' } : {}
  if (!word) return { code_word: 'missing' }

  return Array.from(word).length < 2 ? { code_word: 'too_short' } : {}
}

export interface ChannelAnswers {
  readonly contact_email?: string
  readonly safe_channels?: readonly { readonly channel?: string; readonly handle?: string }[]
  readonly contact_rules?: readonly string[]
}

/** Channels that need no handle: the address is asked beside, and `none` means the person signs in unasked. */
const withoutHandle = new Set(['email', 'none'])

/**
 * An address is needed only if mail was chosen and we may write; each other channel needs its handle; no channel stands
 * twice. The rules of contact must fit the channels.
 */
export function channelErrors(answers: ChannelAnswers): FormErrors {
  const rows = answers.safe_channels ?? []
  const chosen = rows.map(({ channel }) => channel)
  const errors: Record<string, string> = contactRuleErrors(answers.contact_rules ?? [], chosen)
  const mayWrite = !answers.contact_rules?.includes('do_not_write')
  if (chosen.includes('email') && mayWrite && !answers.contact_email) errors.contact_email = 'missing'
  rows.forEach(({ channel, handle }, index) => {
    if (channel && !withoutHandle.has(channel) && !handle) errors[`safe_channels.${index}.handle`] = 'missing'
    if (channel && chosen.indexOf(channel) < index) errors[`safe_channels.${index}.channel`] = 'given_twice'
    if (channel === 'none' && rows.length > 1) errors[`safe_channels.${index}.channel`] = 'none_alone'
  })

  return errors
}

function contactRuleErrors(rules: readonly string[], chosen: readonly (string | undefined)[]): Record<string, string> {
  if (rules.includes('none') && rules.length > 1) return { contact_rules: 'none_alone' }

  return rules.includes('via_partner') && !chosen.includes('partner') ? { contact_rules: 'no_partner' } : {}
}

export interface PlaceAnswers {
  readonly country_of_residence?: string
  readonly time_zone?: string
}

/** The zone where the country has one clock; the person's answer where it has several and the answer is one of them. */
export function withTimeZone(answers: PlaceAnswers): { time_zone?: string } {
  const country = answers.country_of_residence ?? ''
  const known = answers.time_zone && zonesOf(country).includes(answers.time_zone) ? answers.time_zone : undefined

  return { time_zone: onlyZoneOf(country) ?? known }
}

/** Zones to ask about: none while the country is unknown or has one clock. */
export function zonesToAsk({ country_of_residence: country }: PlaceAnswers): readonly string[] {
  const zones = zonesOf(country ?? '')

  return zones.length > 1 ? zones : []
}

/** Where the country has several clocks, the person says which. */
export const placeErrors = (answers: PlaceAnswers): FormErrors =>
  zonesToAsk(answers).length > 0 && !answers.time_zone ? { time_zone: 'choose' } : {}

export interface WorkAnswers {
  readonly organisation?: string
  readonly org_contact_allowed?: string
}

/** Whoever names an organisation says whether we may write to it. */
export const workErrors = (answers: WorkAnswers): FormErrors =>
  answers.organisation && !answers.org_contact_allowed ? { org_contact_allowed: 'choose' } : {}

export interface ExampleAnswers {
  readonly public_traces?: readonly { readonly page?: string }[]
}

/** Each trace is the address of a page. */
export const exampleErrors = ({ public_traces: traces = [] }: ExampleAnswers): FormErrors =>
  Object.fromEntries(
    traces.flatMap(({ page }, index) =>
      page && !isWebAddress(page) ? [[`public_traces.${index}.page`, 'web_address']] : [],
    ),
  )

export interface CostAnswers {
  readonly costs_needed?: readonly string[]
}

/** "None" stands alone. */
export const costErrors = ({ costs_needed: needed = [] }: CostAnswers): FormErrors =>
  needed.includes('none') && needed.length > 1 ? { costs_needed: 'none_alone' } : {}

export interface ConsentAnswers {
  readonly consents?: readonly string[]
}

/** Without the first consent we may not read the application (GDPR Art. 9(2)(a)). */
export const consentErrors = ({ consents = [] }: ConsentAnswers): FormErrors =>
  consents.includes('processing') ? {} : { consents: 'processing_needed' }

export interface PreferenceAnswers {
  readonly contact_email?: string
  readonly contact_rules?: readonly string[]
}

/** Who wants mail gives an address; "none of these" stands alone. */
export function preferenceErrors(answers: PreferenceAnswers): FormErrors {
  const rules = answers.contact_rules ?? []
  if (rules.includes('none') && rules.length > 1) return { contact_rules: 'none_alone' }

  return rules.includes('do_not_write') || answers.contact_email ? {} : { contact_email: 'missing' }
}
