import { addDays, earliest, type IsoDate } from '../calendar/iso-date.js'

/** Whether a person on the waitlist can still come if invited today; of the time it takes, and of nothing else. */
export type Feasible = 'yes' | 'express' | 'unknown' | 'no'

/** Last days on which an alternate may be invited: with the usual time to answer, and in a hurry. */
export interface LastDays {
  readonly normalUntil: IsoDate
  readonly expressUntil: IsoDate
}

/** Days before the arrival at which rooms are fixed (DOMAIN: invitations and alternates). */
const freezeDays = 21
/** Days of a consulate between lodging and deciding, where nothing else is known of the post. */
export const usualLeadDays = 14
/** From an invitation to a lodged case: answer, travel papers and letter; in a hurry 48 hours each, and the letter next day. */
const daysToLodge = { normal: 21, express: 7 } as const

/** Rooms are fixed on this day; the last on which a place is passed on in the line. */
export const roomingFreeze = (arrival: IsoDate): IsoDate => addDays(arrival, -freezeDays)

/** Without a visa: until the rooms are fixed. */
export function lastDaysWithoutVisa(arrival: IsoDate): LastDays {
  const freeze = roomingFreeze(arrival)

  return { normalUntil: freeze, expressUntil: freeze }
}

/**
 * With a visa: as long as the case can be lodged by the safe day of the visa rules, less the days of the post. After the
 * second day only the travel lead may decide. Never later than the rooms are fixed.
 */
export function lastDaysWithVisa(arrival: IsoDate, safeDay: IsoDate, leadDays = usualLeadDays): LastDays {
  const freeze = roomingFreeze(arrival)
  const until = (days: number): IsoDate => earliest([freeze, addDays(safeDay, -leadDays - days)]) ?? freeze

  return { normalUntil: until(daysToLodge.normal), expressUntil: until(daysToLodge.express) }
}

/** The class on a day; nothing known is a class of its own, and a person decides. */
export function feasibleOn(days: LastDays | null, today: IsoDate): Feasible {
  if (days === null) return 'unknown'
  if (today <= days.normalUntil) return 'yes'

  return today <= days.expressUntil ? 'express' : 'no'
}
