/** Pages of the form whose words are `profile`, and may be put into another language, in their order. */
export const translatableSections = ['place', 'work', 'story', 'example', 'conference'] as const
export type TranslatableSection = (typeof translatableSections)[number]

/** True for a page a translator may be given. */
export const isTranslatable = (section: string): section is TranslatableSection =>
  (translatableSections as readonly string[]).includes(section)
