import { addDays, type IsoDate } from '../calendar/iso-date.js'

/** What may be said about an unanswered invitation: two reminders to the person, one word to the coordinator. */
export type NoticeSchedule = 'd3' | 'd6' | 'd7'

/** Days before the last day for answering; with seven days to answer these are days 3, 6 and 7. */
const daysBefore: Readonly<Record<NoticeSchedule, number>> = { d3: 4, d6: 1, d7: 0 }
/** Two days to answer leave room for one reminder, and for the coordinator on the day it ends. */
const daysBeforeExpress: Readonly<Partial<Record<NoticeSchedule, number>>> = { d6: 0, d7: -1 }

export interface AnswerClock {
  /** The last whole day for answering. It ends everywhere at 11:59:59 UTC of the day after it. */
  readonly lastDay: IsoDate
  /** False while the person was not reached, or the clock was stopped. */
  readonly runs: boolean
  readonly isExpress: boolean
}

/** Schedules due on a day in UTC, in order; none while the clock stands. What was said before is for the caller to know. */
export function dueNotices({ lastDay, runs, isExpress }: AnswerClock, today: IsoDate): NoticeSchedule[] {
  if (!runs) return []

  const before = Object.entries(isExpress ? daysBeforeExpress : daysBefore) as [NoticeSchedule, number][]
  return before.filter(([, days]) => today >= addDays(lastDay, -days)).map(([name]) => name)
}
