import { addMonths } from '../../calendar/iso-date.js'
import { isFreeMover } from '../decide.js'
import type { RuleSet } from '../rule-set.js'
import type { PassportTest, VisaInput, VisaPath } from '../visa-input.js'

/**
 * Validity, age and blank pages of the document (visa-rules.md §3); equal passes. Free movers need it for the stay only;
 * pages count where a visa has to be stuck in. Tests are null while there is no document or no date.
 */
export function passportTest(input: VisaInput, rules: RuleSet, visa: VisaPath): PassportTest {
  const { PASSPORT_MARGIN_MONTHS: margin, PASSPORT_MAX_AGE_YEARS: age, BLANK_PAGES: pages } = rules.constants
  const isFree = isFreeMover(input, rules)
  const minExpiry = isFree ? input.departure : addMonths(input.departure, margin.value)
  if (input.document === 'none_yet') return { min_expiry: minExpiry, expiry_ok: null, age_ok: null, pages_ok: null }
  const { passport_issue: issue, passport_expiry: expiry, blank_pages: blank } = input

  return {
    min_expiry: minExpiry,
    expiry_ok: expiry === undefined ? null : expiry >= minExpiry,
    age_ok: isFree || (issue === undefined ? null : addMonths(issue, age.value * 12) >= input.arrival),
    pages_ok: visa === 'not_required' || (blank === undefined ? null : blank >= pages.value),
  }
}
