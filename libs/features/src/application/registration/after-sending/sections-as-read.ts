import { type AnswerAsRead, answersAsRead, type FormContext } from '#platform/form/as-read.js'
import { askedAnswers } from '#platform/form/offer.js'
import { type Lang, wordsFor } from '#words/index.js'
import { type FormSection, sections } from '../forms/sections.js'
import type { Draft } from '../own-drafts.store.js'

/** What the page showed beside the answers: its language, and what the edition put into the questions. */
export interface AsShown extends FormContext {
  readonly lang: Lang
}

/** One section of the form with its questions and answers in the words of the page. */
export interface SectionAsRead extends FormSection {
  readonly values: object
  readonly answers: readonly AnswerAsRead[]
}

/** Questions and answers of one section as they were read. */
export const sectionAsRead = (section: FormSection, values: object, { lang, ...context }: AsShown): SectionAsRead => ({
  ...section,
  values: askedAnswers(section.form, values, context.notOffered),
  answers: answersAsRead(section.form, values, wordsFor(lang), context),
})

/** Every section in page order; one never saved has its questions and no answers. */
export const sectionsAsRead = (draft: Draft, shown: AsShown): SectionAsRead[] =>
  sections.map((section) => sectionAsRead(section, draft.get(section.key)?.values ?? {}, shown))
