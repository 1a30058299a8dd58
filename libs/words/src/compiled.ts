import { IntlMessageFormat } from 'intl-messageformat'
import { catalogueOf } from './catalogues.js'
import { isolate } from './isolate.js'
import { formatTag, type Lang } from './lang.js'

/** Texts and whole numbers a sentence may hold; texts are isolated, numbers steer plurals. */
export type WordValues = Readonly<Record<string, string | number>>

const texts = new Map<Lang, ReadonlyMap<string, string>>()
const formats = new Map<string, IntlMessageFormat>()

/** All texts of a language in one map, read on first use. */
export function textsOf(lang: Lang): ReadonlyMap<string, string> {
  const known = texts.get(lang)
  if (known) return known
  const made = new Map(Object.values(catalogueOf(lang)).flatMap((unit) => Object.entries(unit)))
  texts.set(lang, made)

  return made
}

/** Formats a text of the catalogue; undefined when there is no such key. Compiled once per language and key. */
export function format(lang: Lang, key: string, values: WordValues = {}): string | undefined {
  const text = textsOf(lang).get(key)
  if (text === undefined || !text.includes('{')) return text

  return String(compiled(lang, key, text).format(isolated(values)))
}

function compiled(lang: Lang, key: string, text: string): IntlMessageFormat {
  const id = `${lang} ${key}`
  const known = formats.get(id)
  if (known) return known
  const made = new IntlMessageFormat(text, formatTag[lang], undefined, { ignoreTag: true })
  formats.set(id, made)

  return made
}

const isolated = (values: WordValues): Record<string, string | number> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? isolate(value) : value]),
  )
