import { isoDate, type IsoDate } from '../calendar/iso-date.js'
import { lodgingDays } from '../visa/check/lodging.js'
import { shippedRules } from '../visa/rule-set.js'
import { type LastDays, lastDaysWithVisa } from './last-days.js'

/** Last days on which somebody who needs a visa may be invited, by the visa rules as they stand today. */
export const lastDaysNeedingVisa = (arrival: IsoDate, today: IsoDate): LastDays =>
  lastDaysWithVisa(arrival, isoDate(lodgingDays(arrival, today, shippedRules).latest_lodge_safe))
