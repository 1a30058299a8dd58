/** Languages in which pages and mails are offered. */
export const langs = ['en', 'ar'] as const
export type Lang = (typeof langs)[number]
export type Direction = 'ltr' | 'rtl'

/** Fixed set, never computed at run time: the runtime's own data differs between builds. */
const rightToLeft = new Set(['ar', 'fa', 'ur', 'ckb', 'ps', 'he', 'yi', 'sd', 'ug', 'dv'])

/** Writing direction of a language tag; any region or script after it is ignored. */
export const dirOf = (tag: string): Direction => (rightToLeft.has(tag.split('-')[0] ?? '') ? 'rtl' : 'ltr')

/** True for a language we offer pages in. */
export const isLang = (text: unknown): text is Lang => langs.some((lang) => lang === text)

/** Formatting tags: the Gregorian calendar and Latin digits whatever the reader's region has. */
export const formatTag: Readonly<Record<Lang, string>> = {
  en: 'en-GB-u-nu-latn-ca-gregory',
  ar: 'ar-u-nu-latn-ca-gregory',
}
