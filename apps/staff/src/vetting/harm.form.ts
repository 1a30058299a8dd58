import { type HarmItem, harmItems, type HarmVerdict, harmVerdicts } from '#domain/vetting/harm.js'
import { Field } from '#platform/form/section.js'

/** One item as it is judged now; left at what it was and without a note, it is not judged anew. */
export class HarmRow {
  @Field({ control: 'select', options: harmItems })
  item!: HarmItem

  @Field({ control: 'select', options: harmVerdicts })
  verdict!: HarmVerdict

  @Field({ control: 'textarea', limit: 2000, optional: true })
  note?: string
}

export class HarmForm {
  @Field({ control: 'repeat', parts: () => HarmRow, max: 4 })
  harm!: HarmRow[]
}
