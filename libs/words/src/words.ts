import { isOffered, type WordKey } from './catalogues.js'
import { format, textsOf, type WordValues } from './compiled.js'
import { type Formats, formatsOf } from './formats.js'
import { type Direction, dirOf, type Lang } from './lang.js'

/**
 * The texts of one language. Called with a key and its values it gives the sentence; values that are texts are isolated
 * (FSI … PDI), so a name of the other direction cannot disturb the line.
 */
export interface Words extends Formats {
  (key: WordKey, values?: WordValues): string
  /** For keys put together at run time (`field.<id>.hint`): undefined when the catalogue has no such text. */
  find(key: string, values?: WordValues): string | undefined
  has(key: string): boolean
  readonly lang: Lang
  readonly dir: Direction
}

const made = new Map<Lang, Words>()

/** The texts of a language, made once per process; those of English, with its direction, where it is not offered. */
export function wordsFor(lang: Lang): Words {
  const known = made.get(lang)
  if (known) return known
  const words = isOffered(lang) ? makeWords(lang) : wordsFor('en')
  made.set(lang, words)

  return words
}

function makeWords(lang: Lang): Words {
  const find = (key: string, values?: WordValues): string | undefined => format(lang, key, values)
  const say = (key: WordKey, values?: WordValues): string => find(key, values) ?? key

  return Object.assign(say, {
    ...formatsOf(lang),
    find,
    has: (key: string) => textsOf(lang).has(key),
    lang,
    dir: dirOf(lang),
  })
}
