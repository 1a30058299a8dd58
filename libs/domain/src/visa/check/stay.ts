import { addDays, daysBetween, type IsoDate } from '../../calendar/iso-date.js'
import type { RuleSet } from '../rule-set.js'
import type { StayCount, VisaInput } from '../visa-input.js'

/** Days of presence counted from `start` (day 0); entry and exit day both count, overlapping stays count once. */
function presence(stays: VisaInput['stays'], start: IsoDate, length: number): Set<number> {
  const days = new Set<number>()
  for (const [entry, exit] of stays ?? []) {
    const first = Math.max(0, daysBetween(start, entry))
    const last = Math.min(length - 1, daysBetween(start, exit))
    for (let day = first; day <= last; day += 1) days.add(day)
  }

  return days
}

/** Most days used in any window that ends on a day of the stay (visa-rules.md §3: 90 in any 180). */
export function stayCount(input: VisaInput, { constants }: RuleSet): StayCount {
  const { days, windowDays } = constants.STAY.value
  const stayDays = daysBetween(input.arrival, input.departure) + 1
  const start = addDays(input.arrival, 1 - windowDays)
  const length = windowDays - 1 + stayDays
  const present = presence([...(input.stays ?? []), [input.arrival, input.departure]], start, length)
  let used = 0
  let maxUsed = 0
  for (let day = 0; day < length; day += 1) {
    used += Number(present.has(day)) - Number(present.has(day - windowDays))
    if (day >= windowDays - 1) maxUsed = Math.max(maxUsed, used)
  }

  return { stay_days: stayDays, max_used: maxUsed, ok: maxUsed <= days }
}
