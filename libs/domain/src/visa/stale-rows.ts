import { addDays, type IsoDate } from '../calendar/iso-date.js'
import type { RuleSet } from './rule-set.js'

const longestUncheckedDays = 180

/** Whether any rule was last compared with its source more than 180 days ago. */
export function hasStaleRules(rules: RuleSet, today: IsoDate): boolean {
  const limit = addDays(today, -longestUncheckedDays)
  const facts = [...Object.values(rules.constants), ...rules.countries, ...rules.unrecognised, ...rules.airportTransit]

  return facts.some(({ checkedOn }) => checkedOn < limit)
}
