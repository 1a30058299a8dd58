const dayMs = 86_400_000
const atMidnight = (day: string): number => Date.parse(`${day}T00:00:00Z`)
const isoOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** Calendar arithmetic on ISO days; no clock time, no zone. */
export const addDays = (day: string, count: number): string => isoOf(atMidnight(day) + count * dayMs)

const isWeekend = (day: string): boolean => [0, 6].includes(new Date(atMidnight(day)).getUTCDay())

/** So many days on, Saturdays and Sundays not counted. */
export function addWorkingDays(day: string, count: number): string {
  let left = count
  let at = day
  while (left > 0) {
    at = addDays(at, 1)
    if (!isWeekend(at)) left -= 1
  }
  return at
}

/** The day itself, or the Friday before a weekend. */
export const fridayBefore = (day: string): string => (isWeekend(day) ? fridayBefore(addDays(day, -1)) : day)

/** The earliest of the days that are known. */
export const earliest = (...days: readonly (string | null | undefined)[]): string | null =>
  days.filter((day) => typeof day === 'string').toSorted((a, b) => (a < b ? -1 : 1))[0] ?? null

/** The latest of the days that are known. */
export const latest = (...days: readonly (string | null | undefined)[]): string | null =>
  days.filter((day) => typeof day === 'string').toSorted((a, b) => (a < b ? 1 : -1))[0] ?? null
