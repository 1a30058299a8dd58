import { translatableSections, type TranslatableSection } from '#domain/vetting/translation.js'
import { Field } from '#platform/form/section.js'
import { IdField, VersionField } from '../shell/posted-fields.js'

/** Who translates which pages of a file. */
export class TranslationRequestForm {
  @IdField()
  translator!: string

  @Field({ control: 'ticks', options: translatableSections, optional: true })
  sections?: TranslatableSection[]
}

export const textLimit = 6000

/** A page in another language, over the version the page showed. */
export class TranslationForm {
  @Field({ control: 'select', options: translatableSections })
  section!: TranslatableSection

  @VersionField()
  version!: string

  @Field({ control: 'textarea', limit: textLimit, optional: true })
  text?: string
}
