import { addDays, addMonths, type IsoDate, isIsoDate, weekday } from '../calendar/iso-date.js'
import type { Comparison, Range, WrittenDate } from './tree.js'

/** Days from the first to the last, both included; null: no bound on that side. */
export interface Days {
  readonly from: IsoDate | null
  readonly to: IsoDate | null
}

const lengths = { year: 4, month: 7, day: 10 }

export const isWrittenDate = (text: string): boolean =>
  Object.values(lengths).includes(text.length) && isIsoDate(firstDay(text)) && text >= '1900' && text < '3'

/** True for what looks like a month or a day, possible or not: four digits, two, and two more. */
export const looksLikeDate = (text: string): boolean => /^\d{4}-\d{1,2}(?:-\d{1,2})?$/.test(text)

const firstDay = (text: WrittenDate): IsoDate => `${text}${'-01-01'.slice(text.length - lengths.year)}` as IsoDate

function lastDay(text: WrittenDate): IsoDate {
  const first = firstDay(text)
  if (text.length === lengths.day) return first
  return addDays(addMonths(first, text.length === lengths.year ? 12 : 1), -1)
}

/**
 * Days a range is about. Year and month count together: after 2023-12 is from 1 January 2024, from 2023-06 is any day from
 * 1 June 2023 on, January 2024 included.
 */
export function daysOf(range: Range<WrittenDate>): Days {
  if (range.op === '..') return { from: firstDay(range.from), to: lastDay(range.to) }
  return sides[range.op](firstDay(range.value), lastDay(range.value))
}

const sides: Readonly<Record<Comparison, (first: IsoDate, last: IsoDate) => Days>> = {
  '=': (from, to) => ({ from, to }),
  '>': (_, last) => ({ from: addDays(last, 1), to: null }),
  '>=': (from) => ({ from, to: null }),
  '<': (first) => ({ from: null, to: addDays(first, -1) }),
  '<=': (_, to) => ({ from: null, to }),
}

/** The same days, widened to whole weeks from Monday to Sunday. */
export const wholeWeeks = ({ from, to }: Days): Days => ({
  from: from && addDays(from, 1 - weekday(from)),
  to: to && addDays(to, 7 - weekday(to)),
})
