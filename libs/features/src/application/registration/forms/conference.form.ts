import { Field, Section } from '#platform/form/section.js'

@Section({ key: 'conference', compartment: 'profile' })
export class ConferenceForm {
  @Field({ control: 'textarea', limit: 800, rows: 6 })
  why_now!: string

  @Field({ control: 'textarea', limit: 600, rows: 5, optional: true })
  offer?: string

  @Field({ control: 'radio', options: ['in_person', 'remote_only', 'either'] })
  mode!: string

  @Field({ control: 'radio', options: ['yes', 'no', 'prefer_not'], compartment: 'balance', optional: true })
  attended_before?: string
}
