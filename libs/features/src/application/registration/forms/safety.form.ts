import { Field, Section } from '#platform/form/section.js'

@Section({ key: 'safety', compartment: 'risk' })
export class SafetyForm {
  @Field({ control: 'radio', options: ['nobody', 'delegates_only', 'public_ok'] })
  visibility_wish!: string

  @Field({ control: 'selects', source: 'countries', max: 4, optional: true })
  unsafe_countries?: string[]

  @Field({ control: 'textarea', limit: 800, rows: 6, optional: true })
  safety_note?: string
}
