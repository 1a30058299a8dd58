/** Languages in which pages and mails are offered. */
export const langs = ['en', 'ar', 'es', 'fa', 'fr', 'ru', 'sv'] as const
/** Made from English to show what is not translated or has no room: for tests and practice copies only. */
export const pseudoLangs = ['en-XA', 'ar-XB'] as const
export type Lang = (typeof langs)[number] | (typeof pseudoLangs)[number]
export type Direction = 'ltr' | 'rtl'

/** Fixed set, never computed at run time: the runtime's own data differs between builds. */
const rightToLeft = new Set(['ar', 'fa', 'ur', 'ckb', 'ps', 'he', 'yi', 'sd', 'ug', 'dv'])

/** Writing direction of a language tag; any region or script after it is ignored. */
export const dirOf = (tag: string): Direction => (rightToLeft.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr')

let answered: readonly Lang[] = langs

/** A live process answers to the offered languages alone; a practice copy also to the pseudo ones. */
export const answerPseudoLangs = (also: boolean): void => {
  answered = also ? [...langs, ...pseudoLangs] : langs
}

/** True for a language we have pages in. */
export const isLang = (text: unknown): text is Lang => answered.some((lang) => lang === text)

const latinGregorian = 'u-nu-latn-ca-gregory'

/** Formatting tags: the Gregorian calendar and Latin digits whatever the reader's region has. */
export const formatTag: Readonly<Record<Lang, string>> = {
  en: `en-GB-${latinGregorian}`,
  ar: `ar-${latinGregorian}`,
  es: `es-${latinGregorian}`,
  fa: `fa-${latinGregorian}`,
  fr: `fr-${latinGregorian}`,
  ru: `ru-${latinGregorian}`,
  sv: `sv-${latinGregorian}`,
  'en-XA': `en-GB-${latinGregorian}`,
  'ar-XB': `en-GB-${latinGregorian}`,
}
