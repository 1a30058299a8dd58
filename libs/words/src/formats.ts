import { countryCodes } from './countries.js'
import { isolate } from './isolate.js'
import { formatTag, type Lang, pseudoLangs } from './lang.js'
import { languageTags } from './languages.js'
import { pseudoText } from './pseudo.js'

interface Named {
  readonly code: string
  readonly name: string
}

/** What a language knows about dates, places and lists. All results are text for a page or a mail. */
export interface Formats {
  /** `1980`, `1980-05` or `1980-05-12` (ISO) → Gregorian date, month as a word, Latin digits. Other text comes back as it is. */
  date(isoDate: string): string
  /** Instant in UTC → weekday, date and clock time in an IANA zone, the zone named. */
  instant(instant: Date, zone: string): string
  /** Clock time now in a zone and the zone's name, for a list to choose from. */
  clock(instant: Date, zone: string): string
  /** `a, b and c`; each entry isolated. */
  list(entries: readonly string[]): string
  /** Country name of an ISO 3166-1 alpha-2 code or XK. */
  country(code: string): string
  /** All countries with XK, sorted as the language sorts. */
  countries(): readonly Named[]
  /** Language name of a BCP 47 tag, in this language. */
  language(tag: string): string
  /** Languages an answer may be written in, sorted as the language sorts. */
  languages(): readonly Named[]
  /** Whole number or decimal with Latin digits. */
  number(value: number): string
  /** A score: always two places. */
  score(value: number): string
}

/** Of each kind and language, before all are forgotten. */
const mostRemembered = 1000
const isoDate = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/
const dateParts = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
const clockParts = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZoneName: 'long' } as const

/** Makes the formatters of one language; each is built on first use, because Intl objects cost milliseconds. */
export function formatsOf(lang: Lang): Formats {
  const formats = ownFormats(lang)

  return pseudoLangs.some((one) => one === lang) ? marked(formats) : formats
}

function ownFormats(lang: Lang): Formats {
  const tag = formatTag[lang]
  const regions = once(() => new Intl.DisplayNames(tag, { type: 'region' }))
  const tongues = once(() => new Intl.DisplayNames(tag, { type: 'language' }))
  const lists = once(() => new Intl.ListFormat(tag, { type: 'conjunction' }))
  const numbers = once(() => new Intl.NumberFormat(tag))
  const scores = once(() => new Intl.NumberFormat(tag, { minimumFractionDigits: 2, maximumFractionDigits: 2 }))
  const days: Record<DateShape, () => Intl.DateTimeFormat> = {
    day: once(() => new Intl.DateTimeFormat(tag, dateParts)),
    month: once(() => new Intl.DateTimeFormat(tag, { ...dateParts, day: undefined })),
    year: once(() => new Intl.DateTimeFormat(tag, { ...dateParts, day: undefined, month: undefined })),
  }
  const country = remembered((code) => regions().of(code) ?? code)
  const language = remembered((code) => tongues().of(code) ?? code)
  const countries = once(() => sorted(tag, countryCodes, country))
  // French writes the first of a month as 1er, which Intl does not.
  const firstDay = (text: string) => (lang === 'fr' ? text.replace(/(^|\s)1 (?=\p{L})/u, '$11er ') : text)
  const languages = once(() => sorted(tag, languageTags, language))

  return {
    date: remembered((text) => firstDay(dateText(days, text))),
    instant: (at, timeZone) =>
      firstDay(new Intl.DateTimeFormat(tag, { ...dateParts, ...clockParts, weekday: 'long', timeZone }).format(at)),
    clock: (at, timeZone) => new Intl.DateTimeFormat(tag, { ...clockParts, timeZone }).format(at),
    list: (entries) => lists().format(entries.map(isolate)),
    country,
    countries,
    language,
    languages,
    number: (value) => numbers().format(value),
    score: (value) => scores().format(value),
  }
}

// On a pseudo page everything that is translated stands in brackets, names and dates too.
function marked(formats: Formats): Formats {
  const names = (list: readonly Named[]) => list.map(({ code, name }) => ({ code, name: pseudoText(name) }))

  return {
    ...formats,
    date: (text) => pseudoText(formats.date(text)),
    instant: (at, zone) => pseudoText(formats.instant(at, zone)),
    clock: (at, zone) => pseudoText(formats.clock(at, zone)),
    country: (code) => pseudoText(formats.country(code)),
    countries: once(() => names(formats.countries())),
    language: (tag) => pseudoText(formats.language(tag)),
    languages: once(() => names(formats.languages())),
  }
}

type DateShape = 'day' | 'month' | 'year'

function dateText(days: Record<DateShape, () => Intl.DateTimeFormat>, text: string): string {
  const [, year, month, day] = isoDate.exec(text) ?? []
  if (year === undefined) return text
  const at = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)))

  return days[day ? 'day' : month ? 'month' : 'year']().format(at)
}

function sorted(tag: string, codes: readonly string[], name: (code: string) => string): readonly Named[] {
  const { compare } = new Intl.Collator(tag)

  return codes.map((code) => ({ code, name: name(code) })).toSorted((a, b) => compare(a.name, b.name))
}

// A list names the same few days, countries and languages in every row.
function remembered(format: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>()

  return (text) => {
    const found = known.get(text) ?? format(text)
    if (known.size === mostRemembered) known.clear()
    known.set(text, found)
    return found
  }
}

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined

  return () => (made ??= { value: make() }).value
}
