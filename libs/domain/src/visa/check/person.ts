import { addMonths, type IsoDate } from '../../calendar/iso-date.js'
import type { RuleSet } from '../rule-set.js'
import type { Assessment, VisaInput } from '../visa-input.js'

/** True from the birthday on; 29 February counts as 28 February in common years. */
const hasTurned = (birth: IsoDate, years: number, on: IsoDate): boolean => addMonths(birth, years * 12) <= on

const lodgingDay = (input: VisaInput): IsoDate => input.planned_lodge ?? input.today

export const isUnder = (input: VisaInput, years: number): boolean => !hasTurned(input.birth, years, lodgingDay(input))

const officials = new Set(['diplomatic', 'service', 'official'])

/** Whole euros on the planned lodging day, in the fee order of visa-rules.md §9. */
export function feeEur(input: VisaInput, { constants }: RuleSet): number {
  const fee = constants.FEE_EUR.value
  if (isUnder(input, fee.freeUnder)) return 0
  if (input.ngo_representative && isUnder(input, constants.FEE_WAIVER.value.oldest + 1)) return 0
  if (fee.reducedFor.includes(input.nationality) && !officials.has(input.document ?? 'ordinary')) return fee.reduced

  return isUnder(input, fee.childUnder) ? fee.child : fee.adult
}

/** Whether fingerprints are taken again on the planned lodging day; exactly 59 months old ones are. */
export function fingerprints(input: VisaInput, { constants }: RuleSet): NonNullable<Assessment['fingerprints']> {
  const { months, exemptUnder } = constants.FINGERPRINTS.value
  if (isUnder(input, exemptUnder)) return 'exempt_under_12'
  const last = input.last_fingerprints

  return last && addMonths(last, months) > lodgingDay(input) ? 'reuse' : 'collect'
}
