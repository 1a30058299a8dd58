declare const isoDateBrand: unique symbol
/** A calendar date `YYYY-MM-DD`, years 0001–9999; no clock time and no zone. Compares as text. */
export type IsoDate = string & { readonly [isoDateBrand]: true }

interface Civil {
  readonly year: number
  readonly month: number
  readonly day: number
}

const shape = /^(\d{4})-(\d{2})-(\d{2})$/
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const eraDays = 146_097
const yearDays = 365

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const lastDay = (year: number, month: number): number =>
  month === 2 && isLeap(year) ? 29 : (monthDays[month - 1] ?? 0)
const padded = (value: number, length: number): string => String(value).padStart(length, '0')

function parts(text: string): Civil | null {
  const [, year, month, day] = (shape.exec(text) ?? []).map(Number)
  if (!year || !month || !day || day > lastDay(year, month)) return null

  return { year, month, day }
}

function civil(date: IsoDate): Civil {
  const found = parts(date)
  if (!found) throw new RangeError('not_a_date')

  return found
}

function written({ year, month, day }: Civil): IsoDate {
  if (year < 1 || year > 9999) throw new RangeError('date_out_of_range')

  return `${padded(year, 4)}-${padded(month, 2)}-${padded(day, 2)}` as IsoDate
}

/** Days since 1 March of year 0, proleptic Gregorian: the year begins in March so the leap day stands last. */
function serial({ year, month, day }: Civil): number {
  const shifted = month > 2 ? year : year - 1
  const monthIndex = (month + 9) % 12
  const before = shifted * yearDays + Math.floor(shifted / 4) - Math.floor(shifted / 100) + Math.floor(shifted / 400)

  return before + Math.floor((153 * monthIndex + 2) / 5) + day - 1
}

function fromSerial(count: number): IsoDate {
  const era = Math.floor(count / eraDays)
  const ofEra = count - era * eraDays
  const fourYears = Math.floor(ofEra / 1460)
  const yearOfEra = Math.floor(
    (ofEra - fourYears + Math.floor(ofEra / 36_524) - Math.floor(ofEra / 146_096)) / yearDays,
  )
  const leaps = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100)
  const ofYear = ofEra - (yearDays * yearOfEra + leaps)
  const monthIndex = Math.floor((5 * ofYear + 2) / 153)
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0)

  return written({ year, month, day: ofYear - Math.floor((153 * monthIndex + 2) / 5) + 1 })
}

/** True for a date that exists, written `YYYY-MM-DD`. */
export const isIsoDate = (text: unknown): text is IsoDate => typeof text === 'string' && parts(text) !== null

/** Reads `YYYY-MM-DD`; a date that does not exist throws RangeError without repeating the text. */
export function isoDate(text: string): IsoDate {
  if (!isIsoDate(text)) throw new RangeError('not_a_date')

  return text
}

/** Calendar days later, or earlier for a negative number. */
export const addDays = (date: IsoDate, days: number): IsoDate => fromSerial(serial(civil(date)) + days)

/** Same day number in another month, clamped to that month's last day (visa-rules.md §3). */
export function addMonths(date: IsoDate, months: number): IsoDate {
  const { year, month, day } = civil(date)
  const index = year * 12 + month - 1 + months
  const target = { year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 }

  return written({ ...target, day: Math.min(day, lastDay(target.year, target.month)) })
}

/** Calendar days from the first date to the second; negative when the second lies before. */
export const daysBetween = (first: IsoDate, second: IsoDate): number => serial(civil(second)) - serial(civil(first))

/** 1 = Monday … 7 = Sunday. */
export const weekday = (date: IsoDate): number => ((serial(civil(date)) + 2) % 7) + 1

/** Whole steps of Monday–Friday after the date, public holidays counted as working days; 0 gives the date itself. */
export function addWorkingDays(date: IsoDate, count: number): IsoDate {
  let day = date
  for (let left = count; left > 0; ) {
    day = addDays(day, 1)
    if (weekday(day) <= 5) left -= 1
  }

  return day
}

/** The first of the dates; nothing when there is none. */
export const earliest = (dates: readonly (IsoDate | null | undefined)[]): IsoDate | null => known(dates)[0] ?? null

/** The last of the dates; nothing when there is none. */
export const latest = (dates: readonly (IsoDate | null | undefined)[]): IsoDate | null => known(dates).at(-1) ?? null

const known = (dates: readonly (IsoDate | null | undefined)[]): IsoDate[] =>
  dates.filter((date): date is IsoDate => Boolean(date)).toSorted()
