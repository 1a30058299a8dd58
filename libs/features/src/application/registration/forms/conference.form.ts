import { tracks } from '#domain/application/tracks.js'
import { Field, Section } from '#platform/form/section.js'

@Section({ key: 'conference', compartment: 'profile' })
export class ConferenceForm {
  @Field({ control: 'textarea', limit: 800, rows: 6 })
  why_now!: string

  @Field({ control: 'textarea', limit: 600, rows: 5, optional: true })
  offer?: string

  @Field({ control: 'ticks', options: tracks, optional: true })
  tracks?: string[]

  @Field({ control: 'radio', options: ['in_person', 'remote_only', 'either'], offer: 'remote' })
  mode!: string

  @Field({ control: 'selects', source: 'interpretation', max: 3, optional: true })
  interpretation_need?: string[]

  @Field({ control: 'radio', options: ['yes', 'no', 'prefer_not'], compartment: 'balance', optional: true })
  attended_before?: string
}
