import { isUnder } from './check/person.js'
import { type Decision, isFreeMover, schengenPermit, unrecognisedFor, visaFailings } from './decide.js'
import { isSchengenState, type RuleSet } from './rule-set.js'
import type { PassportTest, StayCount, Timeline, VisaInput } from './visa-input.js'

export interface Findings {
  readonly decision: Decision
  readonly timeline: Timeline | null
  readonly passport: PassportTest
  readonly stay: StayCount | null
}

const when = (isTrue: boolean, flag: string): string[] => (isTrue ? [flag] : [])

const passportFlags = (input: VisaInput, { expiry_ok: expiry, age_ok: age, pages_ok: pages }: PassportTest) => [
  ...when(expiry === false, 'PASSPORT_EXPIRY'),
  ...when(age === false, 'PASSPORT_OLDER_THAN_10_YEARS'),
  ...when(pages === false, 'PASSPORT_PAGES'),
  ...when(input.document === 'none_yet', 'PASSPORT_MISSING'),
  ...when(input.has_mrz === false, 'MRZ_NONE'),
]

/** Where to lodge, and what is known of the nationality; only where a visa may have to be applied for. */
function lodgingFlags(input: VisaInput, { constants }: RuleSet): string[] {
  const { nationality, residence, residence_legal: isLegal = true } = input
  const livesAbroad = residence !== undefined && residence !== nationality
  const isRussian = constants.RU_ENTRIES.value.nationalities.includes(nationality)

  return [
    ...when(livesAbroad && isLegal, 'LODGE_IN_RESIDENCE_COUNTRY'),
    ...when(livesAbroad && !isLegal, 'LODGE_LEGAL_PRESENCE_ONLY_HRD'),
    ...when(isRussian, 'RU_SINGLE_ENTRY_DEFAULT'),
    ...when(isRussian, 'RU_INSURER_NOT_ACCEPTED'),
    ...when(constants.ART25A.value.nationalities.includes(nationality), 'ART25A_45_DAYS'),
  ]
}

/** States of change that do not stamp the document, and a limited visa that starts outside its states (§5). */
function transitFlags(input: VisaInput, rules: RuleSet, decision: Decision): string[] {
  const transit = input.transit ?? []
  const refusing = new Set(unrecognisedFor(input, rules).flatMap(({ states }) => states))
  const limited = input.schengen_visa?.ltv_states ?? []
  const first = transit.find((state) => isSchengenState(rules, state))
  const isOutside =
    decision.basis === 'VALID_SCHENGEN_VISA' && limited.length > 0 && first !== undefined && !limited.includes(first)

  return [
    ...transit.filter((state) => refusing.has(state)).map((state) => `TRANSIT_DOC_NOT_RECOGNISED:${state}`),
    ...when(isOutside, `LTV_TRANSIT_NOT_COVERED:${first}`),
  ]
}

/** Bases that are flags of their own. */
const ownFlags: Readonly<Record<string, string>> = {
  PERMIT_EXPIRES_BEFORE_DEPARTURE: 'PERMIT_EXPIRES_BEFORE_DEPARTURE',
  DOC_NOT_RECOGNISED_SE: 'DOC_NOT_RECOGNISED_SE',
  RULE_EXPIRES_BEFORE_TRAVEL: 'RULE_CHANGE_BEFORE_TRAVEL',
}

/** All flags of visa-rules.md §9, sorted, each once. */
export function flagsOf(input: VisaInput, rules: RuleSet, { decision, timeline, passport, stay }: Findings): string[] {
  const needsNoVisa = isFreeMover(input, rules) || schengenPermit(input, rules) !== undefined
  const own = ownFlags[decision.basis]
  const flags = [
    ...(own ? [own] : []),
    ...when(timeline !== null && timeline !== 'open', `TIMELINE_${timeline?.toUpperCase()}`),
    ...passportFlags(input, passport),
    ...(needsNoVisa ? [] : visaFailings(input)),
    ...(decision.visa === 'not_required' ? [] : lodgingFlags(input, rules)),
    ...transitFlags(input, rules, decision),
    ...when(isUnder(input, rules.constants.MINOR_UNDER_YEARS.value), 'MINOR_CONSENT'),
    ...when(Boolean(input.other_nationalities?.length), 'DUAL_NATIONAL_REVIEW'),
    ...when(stay !== null && !stay.ok, 'OVERSTAY_90_180'),
  ]

  return [...new Set(flags)].toSorted()
}
