import type { IsoDate } from '../calendar/iso-date.js'
import { insuranceWindow, lodgingDays } from './check/lodging.js'
import { passportTest } from './check/passport.js'
import { feeEur, fingerprints } from './check/person.js'
import { stayCount } from './check/stay.js'
import { covers, type Decision, decide, holdsRefugeeDocument, isFreeMover, schengenPermit } from './decide.js'
import { flagsOf } from './flags.js'
import {
  type Because,
  type ConstantName,
  constantFact,
  isSchengenState,
  type NamedFact,
  type RuleSet,
} from './rule-set.js'
import type { Assessment, VisaInput, VisaPath } from './visa-input.js'

const always: readonly ConstantName[] = ['PASSPORT_MARGIN_MONTHS', 'PASSPORT_MAX_AGE_YEARS', 'STAY']
const lodging: readonly ConstantName[] = [
  'EARLIEST_MONTHS',
  'LEGAL_MIN_DAYS',
  'SAFE_DAYS',
  'BLANK_PAGES',
  'INSURANCE_MIN_EUR',
]
const appliedConstants: Readonly<Record<VisaPath, readonly ConstantName[]>> = {
  not_required: always,
  manual: [...always, ...lodging],
  required: [...always, ...lodging, 'FEE_EUR', 'FEE_WAIVER', 'FINGERPRINTS'],
}

function factsUsed(input: VisaInput, rules: RuleSet, { visa, facts }: Decision): NamedFact[] {
  const names = isFreeMover(input, rules) ? [] : appliedConstants[visa]

  return [...facts, ...names.map((name) => constantFact(rules, name))]
}

/** A rule that does not hold to the last day of the stay is never applied in silence (visa-rules.md §2). */
function lasting(input: VisaInput, found: Decision, facts: readonly NamedFact[]): Decision {
  if (facts.every((fact) => covers(fact, input.arrival, input.departure))) return found

  return { ...found, visa: 'manual', basis: 'RULE_EXPIRES_BEFORE_TRAVEL' }
}

const exemptByDocument = new Set(['EXEMPT_NATIONALITY', 'EXEMPT_BIOMETRIC', 'EXEMPT_DOCUMENT'])

const etiasOf = ({ nationality }: VisaInput, { constants }: RuleSet, { basis }: Decision): Assessment['etias'] =>
  exemptByDocument.has(basis) && !constants.ETIAS.value.exempt.includes(nationality) ? 'check_status' : 'not_applicable'

/** Whether border officers record the entry: not for free movers, four small states, residents and their documents. */
function isRecordedAtEntry(input: VisaInput, rules: RuleSet): boolean {
  const permit = schengenPermit(input, rules)
  const isResident = permit !== undefined && (permit.valid_to === null || permit.valid_to >= input.arrival)
  const isDocumented = holdsRefugeeDocument(input, rules) && isSchengenState(rules, input.document_issuer)
  const isExempt = rules.constants.EES.value.exempt.includes(input.nationality)

  return !(isFreeMover(input, rules) || isResident || isDocumented || isExempt)
}

const noLodging = { earliest_lodge: null, latest_lodge_legal: null, latest_lodge_safe: null, timeline: null }

export interface Explained {
  readonly assessment: Assessment
  /** Every rule the result rests on, the deciding ones first. */
  readonly because: readonly Because[]
}

/**
 * Runs the visa and passport rules on calendar dates: output contract of visa-rules.md §9, decision order of §2, with
 * rule, source and checked-on beside it. It plans and warns; `manual` is a result. `today` overrides the input's.
 */
export function assess(facts: VisaInput, rules: RuleSet, today: IsoDate = facts.today): Explained {
  const input = { ...facts, today }
  const found = decide(input, rules)
  const used = factsUsed(input, rules, found)
  const decision = lasting(input, found, used)
  const { visa, basis } = decision
  const days = visa === 'not_required' ? noLodging : lodgingDays(input.arrival, today, rules)
  const passport = passportTest(input, rules, visa)
  const stay = isFreeMover(input, rules) ? null : stayCount(input, rules)

  return {
    assessment: {
      visa,
      basis,
      ...days,
      passport,
      insurance: visa === 'not_required' ? null : insuranceWindow(input, rules),
      fee_eur: visa === 'required' ? feeEur(input, rules) : null,
      fingerprints: visa === 'required' ? fingerprints(input, rules) : null,
      ninety_180: stay,
      etias: etiasOf(input, rules, decision),
      ees: isRecordedAtEntry(input, rules),
      flags: flagsOf(input, rules, { decision, timeline: days.timeline, passport, stay }),
    },
    because: used.map(({ rule, source, checkedOn }) => ({ rule, source, checkedOn })),
  }
}
