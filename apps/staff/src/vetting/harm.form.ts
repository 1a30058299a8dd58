import { type HarmItem, harmItems, type HarmVerdict, harmVerdicts } from '#domain/vetting/harm.js'
import { Field } from '#platform/form/section.js'
import { IdField } from '../shell/posted-fields.js'

/** One item as it is judged now; left at what it was drawn over and without a note, it is not judged anew. */
export class HarmRow {
  @Field({ control: 'select', options: harmItems })
  item!: HarmItem

  /** The judgement that stood when the page was drawn. */
  @IdField()
  over!: string

  @Field({ control: 'select', options: harmVerdicts })
  verdict!: HarmVerdict

  @Field({ control: 'textarea', limit: 2000, optional: true })
  note?: string
}

export class HarmForm {
  @Field({ control: 'repeat', parts: () => HarmRow, max: 4 })
  harm!: HarmRow[]
}
