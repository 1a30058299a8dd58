import { latinDigits } from '#domain/digits.js'
import { langs } from '#words/index.js'

/** A date as typed in three boxes; kept like this while it is no date. */
export interface DateParts {
  readonly day?: string
  readonly month?: string
  readonly year?: string
}

const isoShape = /^(\d{4})-(\d{2})-(\d{2})$/
const partialShape = /^\d{4}(?:-(?:0[1-9]|1[0-2]))?$/

/** True for a real calendar day written `YYYY-MM-DD`. */
export function isIsoDate(value: unknown): value is string {
  const [, year, month, day] = (typeof value === 'string' && isoShape.exec(value)) || []
  if (year === undefined) return false
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)))

  return at.getUTCMonth() === Number(month) - 1 && at.getUTCDate() === Number(day) && Number(year) >= 1900
}

/** True for a day, a month (`1980-05`) or a year alone: documents exist that know no more. */
export const isPartialDate = (value: unknown): value is string =>
  isIsoDate(value) || (typeof value === 'string' && partialShape.test(value) && value >= '1900')

/**
 * Three boxes → `YYYY-MM-DD`, `YYYY-MM` or `YYYY`; undefined when all are empty; the parts as typed when they make no
 * date. The month may be a number or its name in any offered language.
 */
export function dateFromParts(parts: DateParts): string | DateParts | undefined {
  const [day, month, year] = [parts.day, parts.month, parts.year].map((part) => latinDigits(part ?? '').trim())
  if (!day && !month && !year) return undefined
  const text = [year, twoDigits(monthNumber(month ?? '')), twoDigits(day ?? '')].filter(Boolean).join('-')

  return isPartialDate(text) && !(day && !month) ? text : parts
}

const twoDigits = (text: string): string => (/^\d$/.test(text) ? `0${text}` : text)

const monthNumber = (text: string): string => (/^\d+$/.test(text) || text === '' ? text : (monthByName(text) ?? text))

/** Regions whose month names differ: in Arabic the Levant and Iraq, Algeria and Tunisia, Morocco; in Persian Afghanistan. */
const monthTags = [...langs, 'ar-SY', 'ar-DZ', 'ar-MA', 'fa-AF']
let months: ReadonlyMap<string, string> | undefined

function monthByName(text: string): string | undefined {
  months ??= new Map(monthTags.flatMap(namesOf))
  const name = folded(text)
  const found = months.get(name)
  if (found !== undefined || name.length < 3) return found

  const begun = new Set([...months].flatMap(([known, month]) => (known.startsWith(name) ? [month] : [])))
  return begun.size === 1 ? [...begun][0] : undefined
}

// Alone and beside a day: Russian writes "май" and "15 мая".
function namesOf(tag: string): [string, string][] {
  const [alone, beside] = [{}, { day: 'numeric' } as const].map(
    (more) => new Intl.DateTimeFormat(`${tag}-u-ca-gregory`, { month: 'long', timeZone: 'UTC', ...more }),
  )
  return Array.from({ length: 12 }, (_, index) => Date.UTC(2026, index, 15)).flatMap((at, index) =>
    [alone, beside].map((format): [string, string] => [
      folded(format?.formatToParts(at).find(({ type }) => type === 'month')?.value ?? ''),
      String(index + 1),
    ]),
  )
}

/** Compared without case, marks, full stops, and with the spellings of alef, yeh and kaf alike. */
const folded = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{M}\p{Cf}.]/gu, '')
    .replace(/\s+/g, ' ')
    .replaceAll('ي', 'ی')
    .replaceAll('ك', 'ک')
    .trim()
    .toLowerCase()
