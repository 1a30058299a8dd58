import { translatableSections } from '#domain/vetting/translation.js'

/** What a translator works from: one page's questions and answers as the person read and wrote them. */
export interface TranslationSource {
  readonly language: string
  readonly answers: readonly SourceAnswer[]
}

export interface SourceAnswer {
  readonly path: string
  readonly question: string
  readonly lines: readonly string[]
  /** Language of a page that was replaced in another one. */
  readonly language?: string
}

/** A translation, marked as one beside the original. */
export interface TranslationText {
  readonly isTranslation: true
  readonly section: string
  readonly text: string
}

export const sourceSchema = (section: string): string => `translation.source.${section}`
export const textSchema = (section: string): string => `translation.text.${section}`

/** What a translator works from and writes, of every page. */
export const translatorSchemas: readonly string[] = translatableSections.flatMap((section) => [
  sourceSchema(section),
  textSchema(section),
])

/** Every translation of a file: what goes to its readers with the profile. */
export const textSchemas: readonly string[] = translatableSections.map(textSchema)
