import { addDays, type IsoDate } from '../calendar/iso-date.js'

/**
 * Days after the request on which a referee is reminded (edition setting, 3, 7 and 12 by default) that have come by
 * `today`, in order. What was said before is for the caller to know.
 */
export const dueReminders = (askedOn: IsoDate, days: readonly number[], today: IsoDate): number[] =>
  days.filter((count) => today >= addDays(askedOn, count)).toSorted((a, b) => a - b)
