import { addDays, addMonths, type IsoDate, weekday } from '../../calendar/iso-date.js'
import type { RuleSet } from '../rule-set.js'
import type { InsuranceWindow, LodgingDays, Timeline, VisaInput } from '../visa-input.js'

/** Saturday and Sunday move back to Friday. */
const backToFriday = (date: IsoDate): IsoDate => addDays(date, -Math.max(0, weekday(date) - 5))

/** First, safe and legal last day for lodging, and where today stands (visa-rules.md §3). */
export function lodgingDays(arrival: IsoDate, today: IsoDate, { constants }: RuleSet): LodgingDays {
  const earliest = addMonths(arrival, -constants.EARLIEST_MONTHS.value.standard)
  const legal = addDays(arrival, -constants.LEGAL_MIN_DAYS.value)
  const safe = backToFriday(addDays(arrival, -constants.SAFE_DAYS.value))

  return {
    earliest_lodge: earliest,
    latest_lodge_legal: legal,
    latest_lodge_safe: safe,
    timeline: timelineAt(today, earliest, safe, legal),
  }
}

function timelineAt(today: IsoDate, earliest: IsoDate, safe: IsoDate, legal: IsoDate): Timeline {
  if (today < earliest) return 'too_early'
  if (today <= safe) return 'open'

  return today <= legal ? 'at_risk' : 'too_late'
}

/** Shortest window a policy must cover, and the one to buy (visa-rules.md §3). */
export function insuranceWindow({ arrival, departure }: VisaInput, { constants }: RuleSet): InsuranceWindow {
  const { before, after } = constants.INSURANCE_WINDOW_DAYS.value

  return {
    min_from: arrival,
    min_to: departure,
    recommended_from: addDays(arrival, -before),
    recommended_to: addDays(departure, after),
  }
}
