import { addDays, type IsoDate } from '../calendar/iso-date.js'
import { lodgingDays } from './check/lodging.js'
import { shippedRules } from './rule-set.js'

/** What the desk proposes; remote participation is always offered beside it. */
export interface RefusalPlan {
  readonly next: 'better_papers' | 'organisation_letter' | 'recount_stays' | 'security_and_lawyer' | 'desk_decides'
  readonly owner: 'travel_desk' | 'security_officer'
  /** Last day for a written appeal, counted from the day the person received the refusal. */
  readonly appealBy: IsoDate
  /** The legal last day; null where lodging again is not offered, or is too late. */
  readonly relodgeBy: IsoDate | null
}

const steps = {
  papers: { next: 'better_papers', owner: 'travel_desk', isRelodged: true },
  trust: { next: 'organisation_letter', owner: 'travel_desk', isRelodged: true },
  stays: { next: 'recount_stays', owner: 'travel_desk', isRelodged: false },
  // A false police or Schengen alert is a known tool of persecution.
  listing: { next: 'security_and_lawyer', owner: 'security_officer', isRelodged: false },
} as const
const deskDecides = { next: 'desk_decides', owner: 'travel_desk', isRelodged: false } as const

/** Received + 21 days (visa-rules.md §1). */
export const appealBy = (receivedOn: IsoDate): IsoDate => addDays(receivedOn, shippedRules.constants.APPEAL_DAYS.value)

/**
 * What follows a refusal (visa-rules.md §6) from its reason 1–17 and the day it was received; other codes are for the
 * desk to decide. Lodging again is offered up to and on the legal last day, as seen from `today`.
 */
export function refusalPlan(
  code: number,
  receivedOn: IsoDate,
  arrival: IsoDate,
  today: IsoDate = receivedOn,
): RefusalPlan {
  const reasons = shippedRules.constants.REFUSAL_REASONS.value
  const group = (Object.keys(steps) as (keyof typeof steps)[]).find((name) => reasons[name].includes(code))
  const { next, owner, isRelodged } = group ? steps[group] : deskDecides
  const { latest_lodge_legal: legal, timeline } = lodgingDays(arrival, today, shippedRules)
  const relodgeBy = isRelodged && timeline !== 'too_late' ? legal : null

  return { next, owner, appealBy: appealBy(receivedOn), relodgeBy }
}
