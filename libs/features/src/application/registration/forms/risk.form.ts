import { Field, Section } from '#platform/form/section.js'

@Section({ key: 'risk', compartment: 'risk' })
export class RiskForm {
  @Field({ control: 'radio', options: ['none', 'some', 'serious', 'life'] })
  risk_if_attendance_known!: string

  @Field({ control: 'radio', options: ['nobody', 'delegates_only', 'public_ok'] })
  visibility_wish!: string

  @Field({ control: 'selects', source: 'countries', max: 4, optional: true })
  unsafe_countries?: string[]

  @Field({ control: 'textarea', limit: 800, rows: 6, optional: true })
  safety_note?: string
}
