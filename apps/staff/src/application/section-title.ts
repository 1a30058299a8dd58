import { wordsFor } from '#words/index.js'

/** The name of a page of the form, as the person had it. */
export const sectionTitle = (key: string): string => wordsFor('en').find(`section.${key}.title`) ?? key
