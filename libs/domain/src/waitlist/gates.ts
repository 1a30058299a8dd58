import type { IsoDate } from '../calendar/iso-date.js'
import { roomingFreeze } from './last-days.js'

/** Settings and facts of an edition that shut its waitlist. Dates are days in UTC. */
export interface WaitlistSettings {
  readonly isOpen: boolean
  readonly autoPromote: boolean
  /** A day earlier than the one on which rooms are fixed; null for that one. */
  readonly stopOn: IsoDate | null
  readonly arrivalOn: IsoDate
  readonly departureOn: IsoDate
}

export type Gate = 'event_past' | 'waitlist_closed' | 'waitlist_stopped' | 'auto_promote_off'

/** Last day on which the line moves: the one set, or the one on which rooms are fixed, whichever comes first. */
export function lastDayOfLine({ stopOn, arrivalOn }: Pick<WaitlistSettings, 'stopOn' | 'arrivalOn'>): IsoDate {
  const freeze = roomingFreeze(arrivalOn)

  return stopOn !== null && stopOn < freeze ? stopOn : freeze
}

/** What keeps the line from moving today, the weightiest first; null when nothing does. `by` the clock also needs the setting. */
export function closedGate(settings: WaitlistSettings, today: IsoDate, by: 'person' | 'clock'): Gate | null {
  if (today > settings.departureOn) return 'event_past'
  if (!settings.isOpen) return 'waitlist_closed'
  if (today > lastDayOfLine(settings)) return 'waitlist_stopped'

  return by === 'clock' && !settings.autoPromote ? 'auto_promote_off' : null
}
