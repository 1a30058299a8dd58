/** What may be said about an unanswered invitation: two reminders to the person, one word to the coordinator. */
export type NoticeSchedule = 'd3' | 'd6' | 'd7'

/** Days before the last day for answering; with seven days to answer these are days 3, 6 and 7. */
const daysBefore: Readonly<Record<NoticeSchedule, number>> = { d3: 4, d6: 1, d7: 0 }
const dayMs = 86_400_000

export interface AnswerClock {
  /** End of the last day: 11:59:59 UTC of the day after it. */
  readonly deadline: Date
  /** False while the person was not reached, or the clock was stopped. */
  readonly runs: boolean
}

/** Schedules due at `now`, in order; none while the clock stands. What was said before is for the caller to know. */
export function dueNotices({ deadline, runs }: AnswerClock, now: Date): NoticeSchedule[] {
  if (!runs) return []
  const lastDay = Math.floor(deadline.getTime() / dayMs) - 1
  const today = Math.floor(now.getTime() / dayMs)

  return (Object.keys(daysBefore) as NoticeSchedule[]).filter((name) => today >= lastDay - daysBefore[name])
}
