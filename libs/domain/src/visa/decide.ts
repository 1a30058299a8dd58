import type { IsoDate } from '../calendar/iso-date.js'
import type { CountryRow, Fact, UnrecognisedRow } from './facts/rows.js'
import { constantFact, countryOf, isSchengenState, type NamedFact, named, type RuleSet } from './rule-set.js'
import type { Basis, VisaInput, VisaPath } from './visa-input.js'

export interface Decision {
  readonly visa: VisaPath
  readonly basis: Basis
  readonly facts: readonly NamedFact[]
}

type Step = (input: VisaInput, rules: RuleSet) => Decision | null

const documentOf = (input: VisaInput) => input.document ?? 'ordinary'
const decision = (visa: VisaPath, basis: Basis, ...facts: NamedFact[]): Decision => ({ visa, basis, facts })
const country = (row: CountryRow): NamedFact => named(`COUNTRY:${row.iso2}`, row)

/** Citizen of Sweden, the EU, the EEA or Switzerland (visa-rules.md §2 row 1). */
export const isFreeMover = (input: VisaInput, rules: RuleSet): boolean =>
  ['free_movement', 'host'].includes(countryOf(rules, input.nationality)?.status ?? '')

/** The permit when a Schengen state gave it; permits of other states are none. */
export const schengenPermit = (input: VisaInput, rules: RuleSet) =>
  isSchengenState(rules, input.schengen_residence_permit?.state) ? input.schengen_residence_permit : undefined

export const holdsRefugeeDocument = (input: VisaInput, rules: RuleSet): boolean =>
  rules.constants.REFUGEE_DOCUMENTS.value.includes(documentOf(input))

const freeMovement: Step = (input, rules) => {
  const row = countryOf(rules, input.nationality)

  return row && isFreeMover(input, rules) ? decision('not_required', 'EU_EFTA_CITIZEN', country(row)) : null
}

const residencePermit: Step = (input, rules) => {
  const permit = schengenPermit(input, rules)
  if (!permit) return null
  const fact = constantFact(rules, 'SCHENGEN_STATES')

  return permit.valid_to === null || permit.valid_to >= input.departure
    ? decision('not_required', 'SCHENGEN_RESIDENCE_PERMIT', fact)
    : decision('manual', 'PERMIT_EXPIRES_BEFORE_DEPARTURE', fact)
}

/** What a held Schengen visa fails at; empty = it covers the stay, or none is held (visa-rules.md §2 row 3b). */
export function visaFailings({ schengen_visa: visa, arrival, departure }: VisaInput): string[] {
  if (!visa) return []
  const isLimited = Boolean(visa.ltv_states?.length) && !visa.ltv_states?.includes('SE')

  return [
    ...(visa.valid_from > arrival || visa.valid_to < departure ? ['VISA_DOES_NOT_COVER_STAY'] : []),
    ...(visa.entries_left < 1 ? ['VISA_NO_ENTRIES_LEFT'] : []),
    ...(isLimited ? ['LTV_NOT_VALID_FOR_SWEDEN'] : []),
  ]
}

const schengenVisa: Step = (input, rules) =>
  input.schengen_visa && visaFailings(input).length === 0
    ? decision('not_required', 'VALID_SCHENGEN_VISA', constantFact(rules, 'SCHENGEN_STATES'))
    : null

const refugeeDocument: Step = (input, rules) => {
  if (!holdsRefugeeDocument(input, rules)) return null
  const fact = constantFact(rules, 'REFUGEE_DOCUMENTS')
  if (isSchengenState(rules, input.document_issuer))
    return decision('not_required', 'TRAVEL_DOC_OF_SCHENGEN_STATE', fact)
  const issuer = countryOf(rules, input.document_issuer)
  if (!issuer || issuer.status === 'territory' || issuer.status === 'manual') return decision('manual', 'NO_RULE', fact)

  return issuer.status === 'required'
    ? decision('required', 'REFUGEE_OR_STATELESS_ANNEX_I', fact, country(issuer))
    : decision('manual', 'REFUGEE_OR_STATELESS_ANNEX_II', fact, country(issuer))
}

/** Documents exempt whatever the machine-readable nationality says → the row that says so. */
const exemptDocuments: Readonly<Record<string, string>> = { hk_sar: 'HK', mo_sar: 'MO', bno: 'GB' }

const exemptDocument: Step = (input, rules) => {
  const row = countryOf(rules, exemptDocuments[documentOf(input)])

  return row ? decision('not_required', 'EXEMPT_DOCUMENT', country(row)) : null
}

/** Rows of this document that hold on some day of the stay. */
export const unrecognisedFor = (input: VisaInput, rules: RuleSet): UnrecognisedRow[] =>
  rules.unrecognised.filter(
    (row) =>
      row.nationality === input.nationality &&
      row.document === documentOf(input) &&
      (row.biometric === undefined || row.biometric === (input.biometric ?? true)) &&
      (!row.validFrom || row.validFrom <= input.departure) &&
      (!row.validTo || row.validTo >= input.arrival),
  )

const unrecognisedDocument: Step = (input, rules) => {
  const row = unrecognisedFor(input, rules).find(({ states }) => states.includes('SE'))

  return row ? decision('manual', 'DOC_NOT_RECOGNISED_SE', named(`UNRECOGNISED:${row.nationality}`, row)) : null
}

const noDocument: Step = (input) =>
  ['none_yet', 'other_travel_document'].includes(documentOf(input)) || input.has_mrz === false
    ? decision('manual', 'NO_RULE')
    : null

const suspended: Step = (input, rules) => {
  const row = countryOf(rules, input.nationality)
  const found = row?.documentRules?.find(({ documents }) => documents.includes(documentOf(input)))
  if (!row || !found) return null
  const { validFrom, validTo } = found
  const fact = named(`DOCUMENT:${row.iso2}`, { source: row.source, checkedOn: row.checkedOn, validFrom, validTo })

  return covers(fact, input.arrival, input.departure)
    ? decision('required', 'DOC_CATEGORY_SUSPENDED', fact)
    : decision('manual', 'RULE_EXPIRES_BEFORE_TRAVEL', fact)
}

const nationality: Step = (input, rules) => {
  const row = countryOf(rules, input.nationality)
  if (!row) return null
  const fact = country(row)
  if (row.status === 'required') return decision('required', 'ANNEX_I', fact)
  if (row.status === 'exempt') return decision('not_required', 'EXEMPT_NATIONALITY', fact)
  if (row.status === 'exempt_if_biometric')
    return (input.biometric ?? true)
      ? decision('not_required', 'EXEMPT_BIOMETRIC', fact)
      : decision('required', 'NON_BIOMETRIC', fact)
  if (row.iso2 !== 'TW') return decision('manual', 'NO_RULE', fact)

  return input.tw_id_number
    ? decision('not_required', 'EXEMPT_DOCUMENT', fact)
    : decision('required', 'NO_ID_NUMBER', fact)
}

const steps: readonly Step[] = [
  freeMovement,
  residencePermit,
  schengenVisa,
  refugeeDocument,
  exemptDocument,
  unrecognisedDocument,
  noDocument,
  suspended,
  nationality,
]

/** True when the fact holds on every day from the first to the last. */
export const covers = ({ validFrom, validTo }: Fact, first: IsoDate, last: IsoDate): boolean =>
  (!validFrom || validFrom <= first) && (!validTo || validTo >= last)

/** Decision order of visa-rules.md §2, first hit wins; what no row names is `manual` with NO_RULE. */
export function decide(input: VisaInput, rules: RuleSet): Decision {
  for (const step of steps) {
    const hit = step(input, rules)
    if (hit) return hit
  }

  return decision('manual', 'NO_RULE')
}
