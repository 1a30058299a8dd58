import { type IsoDate, isIsoDate, isoDate } from '#domain/calendar/iso-date.js'
import type { SchengenVisa, TravelDocument, VisaInput } from '#domain/visa/visa-input.js'

type Values = Readonly<Record<string, unknown>>

interface Residence {
  readonly country?: string
  readonly permit_kind?: string
  readonly valid_to?: unknown
}

interface History {
  readonly stays?: readonly { readonly entered_on?: unknown; readonly left_on?: unknown }[]
  readonly fingerprints_on?: unknown
  readonly visa?: {
    readonly valid_from?: unknown
    readonly valid_to?: unknown
    readonly entries?: string
    readonly limited?: readonly string[]
  }
}

const entriesLeft: Readonly<Record<string, number>> = { one: 1, two: 2, many: 99 }
const withPermit = new Set(['permit', 'long_stay_visa'])
const legalKinds = new Set(['citizen', ...withPermit])
/** Somebody without a known birth date is planned for as an adult, and a person looks at the form. */
const unknownBirth = isoDate('1980-01-01')

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined)
const date = (value: unknown): IsoDate | undefined => (isIsoDate(value) ? value : undefined)

type Trip = Pick<VisaInput, 'arrival' | 'departure' | 'today'>

/** The travel form as the engine takes it. What was left open stays absent; nothing is guessed in the person's favour. */
export const engineInput = (values: Values, trip: Trip): VisaInput =>
  present({
    ...trip,
    ...documentOf(values),
    ...residenceOf(values.legal_residence ?? {}),
    ...historyOf(values.schengen_history ?? {}),
    birth: latestBirth(text(values.birth_date)) ?? unknownBirth,
    other_nationalities: Array.isArray(values.other_nationalities) ? values.other_nationalities.map(String) : [],
  })

/** The engine tells absent from undefined no more than we do. */
const present = (input: VisaInput): VisaInput =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as unknown as VisaInput

/** Codes of stateless persons and refugees name no country. */
const holder = (code: string | undefined): string => (!code || code.startsWith('XX') ? 'XX' : code)

const documentOf = (values: Values) => ({
  document: (text(values.document_kind) ?? 'none_yet') as TravelDocument,
  document_issuer: text(values.issuer),
  nationality: holder(text(values.nationality_of_document) ?? text(values.issuer)),
  // "Unsure" is planned for as a document without a chip.
  biometric: values.biometric_chip === undefined ? undefined : values.biometric_chip === 'yes',
  has_mrz: values.has_mrz === undefined ? undefined : values.has_mrz === 'yes',
  passport_issue: date(values.issue_date),
  passport_expiry: date(values.expiry_date),
  blank_pages: values.blank_pages === undefined ? undefined : Number(values.blank_pages),
})

function residenceOf({ country, permit_kind: kind = '', valid_to: until }: Residence) {
  const permit = country && withPermit.has(kind) ? { state: country, valid_to: date(until) ?? null } : undefined
  return { residence: country, residence_legal: legalKinds.has(kind), schengen_residence_permit: permit }
}

function historyOf({ stays = [], fingerprints_on: fingerprints, visa }: History) {
  const days = stays.map(({ entered_on: entry, left_on: exit }) => [date(entry), date(exit)] as const)
  return {
    stays: days.filter((stay): stay is readonly [IsoDate, IsoDate] => stay.every((day) => day !== undefined)),
    last_fingerprints: date(fingerprints),
    schengen_visa: heldVisa(visa ?? {}),
  }
}

function heldVisa({
  valid_from,
  valid_to,
  entries = '',
  limited = [],
}: NonNullable<History['visa']>): SchengenVisa | undefined {
  const [from, to] = [date(valid_from), date(valid_to)]
  if (!from || !to) return undefined
  return { valid_from: from, valid_to: to, entries_left: entriesLeft[entries] ?? 0, ltv_states: limited }
}

/** A birth date with unknown parts counts as its latest day: the youngest the person can be. */
function latestBirth(day: string | undefined): IsoDate | undefined {
  if (isIsoDate(day)) return day
  const [year = '', month = ''] = (day ?? '').split('-')
  if (!/^\d{4}$/.test(year)) return undefined
  const last = [31, 30, 29, 28].map((end) => `${year}-${month}-${end}`).find(isIsoDate)
  return last ?? date(`${year}-12-31`)
}
