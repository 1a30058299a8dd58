import { isLang, type Words, wordsFor } from '#words/index.js'

/** The words of a language, English as a whole where we have none. */
export const mailWordsFor = (language: string): Words => wordsFor(isLang(language) ? language : 'en')
